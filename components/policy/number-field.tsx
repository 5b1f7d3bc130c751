'use client'

import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { NumberField as NumberFieldOfPolicy } from './policy-fields'

type NumberFieldProps = {
  field: NumberFieldOfPolicy
  error?: string
  value: number | undefined
  isReadOnly: boolean
  /** In a table, whose headings show the name. */
  isLabelHidden?: boolean
  onChange: (value: number | undefined) => void
}

const round = (value: number) => Number(value.toPrecision(10))
const toText = (value: number | undefined, isPercent?: boolean) =>
  value === undefined ? '' : String(isPercent ? round(value * 100) : value)

/** Keeps what is typed; tells only numbers. */
export function NumberField(props: NumberFieldProps) {
  const { field, error, value, isReadOnly, isLabelHidden, onChange } = props
  const { label, hint, isPercent, isOptional } = field
  const [draft, setDraft] = useState<string | null>(null)
  const text = draft ?? toText(value, isPercent)
  const isWrong = draft !== null && (draft.trim() === '' ? !isOptional : !Number.isFinite(Number(draft)))
  const onType = (typed: string) => {
    setDraft(typed)
    if (typed.trim() === '') {
      if (isOptional) onChange(undefined)
    } else if (Number.isFinite(Number(typed))) {
      onChange(isPercent ? round(Number(typed) / 100) : Number(typed))
    }
  }
  return (
    <Field
      label={isPercent ? `${label} (%)` : label}
      hint={hint}
      error={isWrong ? 'Write a number.' : error}
      isLabelHidden={isLabelHidden}
      className="min-w-0"
    >
      {(control) => (
        <Input
          {...control}
          inputMode="decimal"
          className="tabular w-full"
          value={text}
          readOnly={isReadOnly}
          onChange={(event) => onType(event.target.value)}
          onBlur={() => setDraft(null)}
        />
      )}
    </Field>
  )
}
