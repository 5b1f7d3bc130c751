'use client'

import { useEffect, useState } from 'react'
import { usePoliciesToAsk } from '@/components/policy/use-policies-to-ask'
import { MOMENT, ReleaseSelect, useHasReleases } from '@/components/release/release-select'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'

/** In place of a policy. */
const ASKED = 'asked'

/** What one side is composed with; a moment stands in place of a release. */
export type EffectSide = { release: string | null; at: string | null; policy: string | null }

type SideFieldsProps = {
  name: 'before' | 'after'
  side: EffectSide
  onChange: (side: Partial<EffectSide>) => void
  /** A moment can be chosen in place of a release. */
  hasMoment?: boolean
}

/** What contexts are composed with on one side. */
export function SideFields({ name, side: { release, at, policy }, onChange, hasMoment = false }: SideFieldsProps) {
  const hasReleases = useHasReleases()
  const policies = usePoliciesToAsk()
  const isListed = policy === null || policies.some((each) => each.policy === policy)
  // chosen, and not given yet
  const [isPast, setIsPast] = useState(false)
  const [local, setLocal] = useState('')
  // the server does not know the time zone
  useEffect(() => setLocal(at === null ? '' : toLocal(at)), [at])
  const give = () => {
    if (toInstant(local) !== at) onChange({ at: toInstant(local) })
  }
  const choose = (chosen: string | undefined) => {
    setIsPast(chosen === MOMENT)
    onChange({ release: chosen === MOMENT ? null : (chosen ?? null), at: null })
  }
  return (
    <>
      {(hasReleases || hasMoment) && (
        <Field label={`Release ${name}`} className="w-52 max-sm:w-full">
          {(control) => (
            <ReleaseSelect
              {...control}
              value={isPast || at !== null ? MOMENT : (release ?? undefined)}
              hasMoment={hasMoment}
              onValueChange={choose}
            />
          )}
        </Field>
      )}
      {(isPast || at !== null) && (
        <Field label={`Moment ${name}`} className="w-56 max-sm:w-full">
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              step={1}
              value={local}
              onChange={(event) => setLocal(event.target.value)}
              onBlur={give}
              onKeyDown={(event) => {
                if (event.key === 'Enter') give()
              }}
            />
          )}
        </Field>
      )}
      {(policies.length > 0 || policy !== null) && (
        <Field label={`Policy ${name}`} className="w-44 max-sm:w-full">
          {(control) => (
            <Select
              {...control}
              value={policy ?? ASKED}
              onValueChange={(chosen) => onChange({ policy: chosen === ASKED ? null : chosen })}
              options={[
                { value: ASKED, label: 'Each question’s own' },
                ...policies.map((each) => ({ value: each.policy, label: each.label })),
                ...(isListed ? [] : [{ value: policy, label: policy.replace('@', ' v') }]),
              ]}
            />
          )}
        </Field>
      )}
    </>
  )
}

/** The instant of a local date and time; null while it is not whole. */
function toInstant(local: string): string | null {
  const date = new Date(local)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

/** As the field has it: a local date and time. */
function toLocal(at: string): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return ''
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19)
}
