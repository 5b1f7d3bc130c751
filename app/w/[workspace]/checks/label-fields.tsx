'use client'

import { X } from 'lucide-react'
import { useId } from 'react'
import { GRADES } from '@/components/questions/grades'
import { ModuleField } from '@/components/questions/module-field'
import { Button } from '@/components/ui/button'
import { Textarea } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { LIMITS } from '@/lib/schemas/limits'
import type { LabelDraft } from './label-draft'

type LabelFieldsProps = {
  draft: LabelDraft
  /** What is missing; told once something was tried. */
  problem: string | undefined
  onChange: (draft: LabelDraft) => void
  onRemove: () => void
  label: string
}

/** One label: a module, a passage of it if only that is meant, and how much it is wanted. */
export function LabelFields({ draft, problem, onChange, onRemove, label }: LabelFieldsProps) {
  const problemId = useId()
  const set = (fields: Partial<LabelDraft>) => onChange({ ...draft, ...fields })
  return (
    <fieldset className="space-y-2 rounded-md border p-2">
      <legend className="sr-only">{label}</legend>
      <div className="flex items-start gap-2">
        <ModuleField
          label="Module to find"
          value={draft.module}
          onChange={(module) => set({ module })}
          className="min-w-0 max-w-56 flex-1"
        />
        <Select
          aria-label="How much it is wanted"
          className="w-36 shrink-0"
          value={draft.grade}
          onValueChange={(grade) => set({ grade })}
          options={GRADES}
        />
        <Button variant="ghost" size="icon-sm" className="ml-auto" aria-label={`Remove ${label}`} onClick={onRemove}>
          <X />
        </Button>
      </div>
      <Textarea
        aria-label="Passage to find"
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? problemId : undefined}
        placeholder="A passage of it, word for word, if only that is meant"
        maxLength={LIMITS.labelledPassageLength}
        className="min-h-9 text-sm"
        rows={draft.text === '' ? 1 : 3}
        value={draft.text}
        onChange={(event) => set({ text: event.target.value })}
      />
      {problem && (
        <p id={problemId} role="alert" className="text-danger text-xs">
          {problem}
        </p>
      )}
    </fieldset>
  )
}
