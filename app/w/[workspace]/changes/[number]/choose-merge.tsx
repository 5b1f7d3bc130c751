'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { MergePartDto } from '@/lib/schemas/changes/change-request'
import { type Choice, joinMerge, listConflicts, type ShownConflict } from './merge-choices'

const CHOICES: { choice: Choice; label: string }[] = [
  { choice: 'theirs', label: 'Take production’s' },
  { choice: 'ours', label: 'Take the proposed' },
  { choice: 'both', label: 'Take both, production’s first' },
]

const SHOWN_AT_ONCE = 50
/** UTF-16 units of a passage that are shown. */
const MOST_SHOWN = 4_000

type ChooseMergeProps = {
  parts: MergePartDto[]
  /** What was chosen before; empty at first. */
  chosen: readonly (Choice | undefined)[]
  onChoose: (chosen: (Choice | undefined)[]) => void
  onDone: (source: string) => void
  onCancel: () => void
}

/** Passages that production and the edit changed each in its own way, to decide one by one. */
export function ChooseMerge({ parts, chosen, onChoose, onDone, onCancel }: ChooseMergeProps) {
  const [shown, setShown] = useState(SHOWN_AT_ONCE)
  const conflicts = listConflicts(parts)
  const choices = conflicts.map((_, at) => chosen[at])
  const decided = choices.filter((choice) => choice !== undefined)
  const left = conflicts.length - decided.length
  const hidden = conflicts.length - shown
  return (
    <div className="space-y-3">
      <p className="max-w-[75ch] text-fg-muted text-sm">
        {conflicts.length === 1 ? 'One passage was' : `${conflicts.length} passages were`} changed by production and by
        this edit. Choose what becomes of {conflicts.length === 1 ? 'it' : 'each'}; you can edit the whole text then.
        All other changes of both stand in it already.
      </p>
      {conflicts.length > 1 && (
        <div className="flex flex-wrap gap-1">
          {CHOICES.slice(0, 2).map(({ choice, label }) => (
            <Button key={choice} size="sm" onClick={() => onChoose(conflicts.map(() => choice))}>
              {label} everywhere
            </Button>
          ))}
        </div>
      )}
      <ol className="space-y-3">
        {conflicts.slice(0, shown).map((conflict, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a conflict is known by its place
          <li key={at}>
            <ConflictCard
              label={`Conflict ${at + 1} of ${conflicts.length}`}
              conflict={conflict}
              choice={choices[at]}
              onChoose={(choice) => onChoose(choices.map((each, i) => (i === at ? choice : each)))}
            />
          </li>
        ))}
      </ol>
      {hidden > 0 && (
        <Button size="sm" onClick={() => setShown(shown + SHOWN_AT_ONCE)}>
          Show {Math.min(SHOWN_AT_ONCE, hidden)} more of {hidden}
        </Button>
      )}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <span className="text-fg-muted text-xs" aria-live="polite">
          {left === 0 ? 'All are chosen.' : `${left} left to choose.`}
        </span>
        <Button onClick={onCancel}>Cancel</Button>
        <Button variant="primary" disabled={left > 0} onClick={() => onDone(joinMerge(parts, decided))}>
          Continue with the whole text
        </Button>
      </div>
    </div>
  )
}

type ConflictCardProps = {
  label: string
  conflict: ShownConflict
  choice: Choice | undefined
  onChoose: (choice: Choice) => void
}

function ConflictCard({ label, conflict, choice, onChoose }: ConflictCardProps) {
  const { before, base, ours, theirs } = conflict
  return (
    <fieldset className="min-w-0 overflow-hidden rounded-md border" aria-label={label}>
      <div className="border-b bg-surface px-3 py-1.5 text-fg-faint text-xs">{label}</div>
      {before !== '' && <Passage text={before} className="border-b text-fg-faint" />}
      <div className="grid md:grid-cols-2">
        <Side label="In production" text={theirs} isTaken={choice === 'theirs' || choice === 'both'} />
        <Side
          label="Proposed"
          text={ours}
          isTaken={choice === 'ours' || choice === 'both'}
          className="border-t md:border-t-0 md:border-l"
        />
      </div>
      <details className="border-t text-xs">
        <summary className="cursor-pointer px-3 py-1.5 text-fg-muted hover:text-fg">What both began with</summary>
        <Passage text={base} />
      </details>
      <div className="flex flex-wrap gap-2 border-t px-3 py-2">
        {CHOICES.map((each) => (
          <Button
            key={each.choice}
            size="sm"
            aria-pressed={each.choice === choice}
            onClick={() => onChoose(each.choice)}
          >
            {each.label}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}

type SideProps = { label: string; text: string; isTaken: boolean; className?: string }

function Side({ label, text, isTaken, className }: SideProps) {
  return (
    <div className={cn('min-w-0', isTaken && 'bg-muted', className)}>
      <div className="px-3 pt-1.5 text-fg-muted text-xs">
        {label}
        {isTaken && ' · taken'}
      </div>
      <Passage text={text} />
    </div>
  )
}

function Passage({ text, className }: { text: string; className?: string }) {
  if (text === '') return <p className="px-3 py-1.5 text-fg-faint text-xs">Nothing stands here.</p>
  const more = text.length - MOST_SHOWN
  return (
    <pre className={cn('whitespace-pre-wrap break-words px-3 py-1.5 font-mono text-xs', className)}>
      {text.slice(0, MOST_SHOWN)}
      {more > 0 && `… ${more} more characters`}
    </pre>
  )
}
