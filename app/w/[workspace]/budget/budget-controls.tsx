'use client'

import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { formatNumber, formatPercent } from '@/components/ui/format-number'
import { Input } from '@/components/ui/input'
import { OriginLabel } from '@/components/ui/origin'
import { Select } from '@/components/ui/select'
import { SECTION_NAMES } from '@/lib/engine'
import type { OfferedModel } from './trial-params'
import type { Trial } from './what-if'

type BudgetControlsProps = {
  trial: Trial
  onChange: (trial: Trial) => void
  offered: OfferedModel[]
  /** Share of the window that the policy keeps for the response at least, 0–1. */
  responseShare: number
}

export function BudgetControls({ trial, onChange, offered, responseShare }: BudgetControlsProps) {
  const { model, shares } = trial
  const leastReserve = Math.ceil(model.contextWindow * responseShare)
  return (
    <div className="grid grid-cols-3 gap-3 md:grid-cols-5 xl:grid-cols-9">
      <Field label="Model" className="max-md:col-span-3 md:col-span-2">
        {(control) => (
          <Select
            {...control}
            value={model.id}
            onValueChange={(id) => {
              const next = offered.find((candidate) => candidate.id === id)
              if (!next) return
              const { label: _, tokenPercent, counting, ...spec } = next
              // The reserve is what was asked for, not all that a model could write.
              onChange({
                ...trial,
                tokenPercent,
                counting,
                model: { ...spec, maxOutputTokens: Math.min(spec.maxOutputTokens, model.maxOutputTokens) },
              })
            }}
            options={offered.map(({ id, label }) => ({ value: id, label }))}
          />
        )}
      </Field>
      <NumberField
        label="Window"
        value={model.contextWindow}
        min={1}
        onChange={(contextWindow) => onChange({ ...trial, model: { ...model, contextWindow } })}
      />
      <NumberField
        label="Reserve"
        value={Math.max(model.maxOutputTokens, leastReserve)}
        min={leastReserve}
        because={`the policy keeps ${formatPercent(responseShare)}`}
        onChange={(maxOutputTokens) => onChange({ ...trial, model: { ...model, maxOutputTokens } })}
      />
      {SECTION_NAMES.map((name) => (
        <NumberField
          key={name}
          label={<OriginLabel origin={name} />}
          value={Math.round(shares[name] * 100)}
          min={0}
          max={100 - Math.round(100 * (sumOf(shares) - shares[name]))}
          unit="%"
          onChange={(percent) => onChange({ ...trial, shares: { ...shares, [name]: percent / 100 } })}
        />
      ))}
    </div>
  )
}

function sumOf(shares: Record<string, number>): number {
  return Object.values(shares).reduce((sum, share) => sum + share, 0)
}

type NumberFieldProps = {
  label: React.ReactNode
  value: number
  min: number
  max?: number
  /** Why there is a least one. */
  because?: string
  unit?: string
  onChange: (value: number) => void
}

/** Takes effect while typing, as soon as it is a number in range; leaving restores the last good one. */
function NumberField({ label, value, min, max, because, unit, onChange }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const typed = draft === null ? value : Number(draft)
  const isValid = Number.isInteger(typed) && typed >= min && (max === undefined || typed <= max) && draft !== ''
  const bounds = `A whole number from ${formatNumber(min)}${max === undefined ? '' : ` to ${formatNumber(max)}`}`
  return (
    <Field label={label} error={isValid ? undefined : because ? `${bounds}: ${because}` : bounds}>
      {(control) => (
        <div className="relative">
          <Input
            {...control}
            className="tabular pr-7 text-right"
            inputMode="numeric"
            value={draft ?? String(value)}
            onChange={(event) => {
              const text = event.target.value.trim()
              setDraft(text)
              const next = Number(text)
              if (text !== '' && Number.isInteger(next) && next >= min && (max === undefined || next <= max))
                onChange(next)
            }}
            onBlur={() => setDraft(null)}
          />
          {unit && (
            <span className="pointer-events-none absolute inset-y-0 right-2.5 grid place-items-center text-fg-faint text-xs">
              {unit}
            </span>
          )}
        </div>
      )}
    </Field>
  )
}
