'use client'

import { useCallback, useState } from 'react'
import { useKept } from '@/components/data/use-kept'
import { SourceDiff } from '@/components/source/source-diff'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { ChangeEditDto, ChangeTextsDto } from '@/lib/schemas/changes/change-request'
import { ChooseMerge } from './choose-merge'
import { type Choice, joinMerge, listConflicts } from './merge-choices'

type EditTextsProps = {
  /** Name of what is written, for whoever looks at another edit meanwhile. */
  keptAs: string
  edit: ChangeEditDto
  texts: ChangeTextsDto
  isPending: boolean
  /** `seen` is what the text was put together from: the edit and production may have moved on since. */
  onSave: (source: string, seen: { edit: ChangeEditDto; texts: ChangeTextsDto }) => void
  onCancel: () => void
}

/**
 * The proposed text, editable, beside production's; in a conflict put together with production's first, and beside the text
 * that it began with, too.
 */
export function EditTexts({ keptAs, isPending, onSave, onCancel, ...opened }: EditTextsProps) {
  // what is put together here must not change under the hand
  const [{ seen, chosen, source }, write] = useKept(keptAs, () => begin(opened))
  const onChange = useCallback((source: string) => write((before) => ({ ...before, source })), [write])
  const { merge } = seen.texts
  if (source === null && merge) {
    return (
      <ChooseMerge
        parts={merge}
        chosen={chosen}
        onChoose={(chosen) => write((before) => ({ ...before, chosen }))}
        onDone={onChange}
        onCancel={onCancel}
      />
    )
  }
  return (
    <EditSides
      {...seen}
      source={source ?? ''}
      onChange={onChange}
      isPending={isPending}
      onSave={(merged) => onSave(merged, seen)}
      onCancel={onCancel}
      onChooseAgain={isToChoose(seen.texts) ? () => write((before) => ({ ...before, source: null })) : undefined}
    />
  )
}

const isToChoose = ({ merge }: ChangeTextsDto) => merge !== null && listConflicts(merge).length > 0

type Written = {
  seen: Pick<EditTextsProps, 'edit' | 'texts'>
  chosen: (Choice | undefined)[]
  /** Null while passages wait to be chosen. */
  source: string | null
}

function begin({ edit, texts }: Written['seen']): Written {
  const { merge, proposed } = texts
  const source = isToChoose(texts) ? null : merge ? joinMerge(merge, []) : (proposed ?? '')
  return { seen: { edit, texts }, chosen: [], source }
}

type EditSidesProps = Omit<EditTextsProps, 'keptAs' | 'onSave'> & {
  source: string
  onChange: (source: string) => void
  onSave: (source: string) => void
  onChooseAgain: (() => void) | undefined
}

function EditSides({ edit, texts, source, onChange, isPending, onSave, onCancel, onChooseAgain }: EditSidesProps) {
  const { baseVersion, conflict } = edit
  const [isBaseShown, setIsBaseShown] = useState(false)
  const [shown, setShown] = useState(source)
  const choose = (isBase: boolean) => {
    // the editor beside another text begins with what was written so far
    setShown(source)
    setIsBaseShown(isBase)
  }
  const left = isBaseShown
    ? { label: `Version ${baseVersion}, which the edit began with`, source: texts.base ?? '' }
    : { label: `Version ${texts.productionVersion}, in production`, source: texts.production ?? '' }
  return (
    <div className="space-y-3">
      {conflict && (
        <p className="max-w-[75ch] text-fg-muted text-sm">
          {texts.merge
            ? 'The changes of production and of this edit stand together on the right. Read it, then save the right side: it starts from production’s newest version then.'
            : 'Take over on the right what you need of the left, then save the right side: it starts from production’s newest version then.'}
        </p>
      )}
      {conflict && baseVersion > 0 && (
        <fieldset aria-label="Compare with" className="flex flex-wrap gap-1">
          {[false, true].map((isBase) => (
            <button
              key={String(isBase)}
              type="button"
              aria-pressed={isBase === isBaseShown}
              onClick={() => choose(isBase)}
              className={cn(
                'h-7 rounded-md px-2 text-fg-muted text-xs hover:text-fg',
                isBase === isBaseShown && 'bg-muted font-medium text-fg',
              )}
            >
              {isBase ? 'What it began with' : 'Production now'}
            </button>
          ))}
        </fieldset>
      )}
      <SourceDiff
        key={String(isBaseShown)}
        left={left}
        right={{ label: 'Proposed, editable', source: shown }}
        onChange={onChange}
      />
      <div className="flex flex-wrap justify-end gap-2">
        {onChooseAgain && (
          <Button className="mr-auto" onClick={onChooseAgain}>
            Choose again, without what I wrote
          </Button>
        )}
        <Button onClick={onCancel}>Cancel</Button>
        <Button variant="primary" isPending={isPending} onClick={() => onSave(source)}>
          Save the right side
        </Button>
      </div>
    </div>
  )
}
