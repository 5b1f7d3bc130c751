'use client'

import { useCallback, useState } from 'react'
import { SourceDiff } from '@/components/source/source-diff'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { ChangeEditDto, ChangeTextsDto } from '@/lib/schemas/changes/change-request'
import { ChooseMerge } from './choose-merge'
import { type Choice, joinMerge, listConflicts } from './merge-choices'

type EditTextsProps = {
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
export function EditTexts({ isPending, onSave, onCancel, ...opened }: EditTextsProps) {
  // what is put together here must not change under the hand
  const [seen] = useState({ edit: opened.edit, texts: opened.texts })
  const { merge, proposed } = seen.texts
  const [chosen, setChosen] = useState<(Choice | undefined)[]>([])
  const isToChoose = merge !== null && listConflicts(merge).length > 0
  const [source, setSource] = useState(isToChoose ? null : merge ? joinMerge(merge, []) : (proposed ?? ''))
  if (source === null && merge) {
    return <ChooseMerge parts={merge} chosen={chosen} onChoose={setChosen} onDone={setSource} onCancel={onCancel} />
  }
  return (
    <EditSides
      {...seen}
      initial={source ?? ''}
      isPending={isPending}
      onSave={(merged) => onSave(merged, seen)}
      onCancel={onCancel}
      onChooseAgain={isToChoose ? () => setSource(null) : undefined}
    />
  )
}

type EditSidesProps = Omit<EditTextsProps, 'onSave'> & {
  initial: string
  onSave: (source: string) => void
  onChooseAgain: (() => void) | undefined
}

function EditSides({ edit, texts, initial, isPending, onSave, onCancel, onChooseAgain }: EditSidesProps) {
  const { baseVersion, conflict } = edit
  const [merged, setMerged] = useState(initial)
  const [isBaseShown, setIsBaseShown] = useState(false)
  const onChange = useCallback((source: string) => setMerged(source), [])
  const [shown, setShown] = useState(initial)
  const choose = (isBase: boolean) => {
    // the editor beside another text begins with what was written so far
    setShown(merged)
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
        <Button variant="primary" isPending={isPending} onClick={() => onSave(merged)}>
          Save the right side
        </Button>
      </div>
    </div>
  )
}
