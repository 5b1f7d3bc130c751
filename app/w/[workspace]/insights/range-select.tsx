'use client'

import { useQueryStates } from 'nuqs'
import { Select } from '@/components/ui/select'
import { rangeSearchParams, USAGE_RANGES } from './search-params'

const RANGES = USAGE_RANGES.map((value) => ({ value, label: value === '1' ? 'Today' : `Last ${value} days` }))

/** Of which days up to today an insight speaks; it stands in the address. */
export function RangeSelect() {
  const [{ days }, setRange] = useQueryStates(rangeSearchParams)
  return (
    <Select
      aria-label="Range"
      className="w-36"
      value={days}
      options={RANGES}
      onValueChange={(value) => void setRange({ days: value })}
    />
  )
}
