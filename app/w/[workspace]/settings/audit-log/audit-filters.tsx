'use client'

import { Select } from '@/components/ui/select'
import { AUDIT_ACTORS, type AuditActor } from '@/lib/schemas/actor'
import { AUDIT_SUBJECTS, AUDIT_WAYS, toWords } from './audit-words'
import { AUDIT_RANGES, type AuditView } from './search-params'

const ALL = 'all'

const WAYS = [
  { value: ALL, label: 'In any way' },
  ...AUDIT_ACTORS.map((value) => ({ value, label: AUDIT_WAYS[value] })),
]
const RANGES = [
  { value: ALL, label: 'At any time' },
  ...AUDIT_RANGES.map((value) => ({ value, label: value === '1' ? 'Today' : `Last ${value} days` })),
]

type AuditFiltersProps = { view: AuditView; onChange: (change: Partial<AuditView>) => void }

export function AuditFilters({ view: { what, how, days }, onChange }: AuditFiltersProps) {
  // an address may ask for one action alone
  const isListed = what === null || AUDIT_SUBJECTS.some(({ value }) => value === what)
  const subjects = [
    { value: ALL, label: 'Everything' },
    ...AUDIT_SUBJECTS,
    ...(isListed ? [] : [{ value: what, label: toWords(what) }]),
  ]
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">Filters</legend>
      <Select
        aria-label="What"
        className="w-52 max-sm:w-full"
        value={what ?? ALL}
        options={subjects}
        onValueChange={(value) => onChange({ what: value === ALL ? null : value })}
      />
      <Select
        aria-label="How"
        className="w-40 max-sm:flex-1"
        value={how ?? ALL}
        options={WAYS}
        onValueChange={(value) => onChange({ how: value === ALL ? null : (value as AuditActor) })}
      />
      <Select
        aria-label="When"
        className="w-36 max-sm:flex-1"
        value={days ?? ALL}
        options={RANGES}
        onValueChange={(value) => onChange({ days: AUDIT_RANGES.find((range) => range === value) ?? null })}
      />
    </fieldset>
  )
}
