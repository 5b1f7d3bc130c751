'use client'

import { useCallback, useState } from 'react'
import { SourceDiff } from '@/components/source/source-diff'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { ChangeEditDto, ChangeTextsDto } from '@/lib/schemas/change-request'

type EditTextsProps = {
  edit: ChangeEditDto
  texts: ChangeTextsDto
  isPending: boolean
  onSave: (source: string) => void
  onCancel: () => void
}

/** The proposed text, editable, beside production's; in a conflict beside the text that it began with, too. */
export function EditTexts({ edit, texts, isPending, onSave, onCancel }: EditTextsProps) {
  const { baseVersion, conflict } = edit
  const [merged, setMerged] = useState(texts.proposed ?? '')
  const [isBaseShown, setIsBaseShown] = useState(false)
  const onChange = useCallback((source: string) => setMerged(source), [])
  const [shown, setShown] = useState(texts.proposed ?? '')
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
          Take over on the right what you need of the left, then save the right side: it starts from production’s newest
          version then.
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
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button variant="primary" isPending={isPending} onClick={() => onSave(merged)}>
          Save the right side
        </Button>
      </div>
    </div>
  )
}
