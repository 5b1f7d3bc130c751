'use client'

import { Check, ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { cn } from '@/components/ui/cn'
import { formatNumber } from '@/components/ui/format-number'
import { Skeleton } from '@/components/ui/skeleton'
import type { ModuleFacetsDto } from '@/lib/schemas/modules/module-list'
import type { ModulesSearch } from './search-params'

type FacetName = 'category' | 'tag' | 'priority' | 'activation' | 'status'
type Facet = ModuleFacetsDto['tags']

const FACETS: { name: FacetName; label: string; key: keyof ModuleFacetsDto; isAuthored?: true }[] = [
  { name: 'status', label: 'Status', key: 'statuses' },
  { name: 'category', label: 'Category', key: 'categories', isAuthored: true },
  { name: 'tag', label: 'Tags', key: 'tags', isAuthored: true },
  { name: 'priority', label: 'Priority', key: 'priorities' },
  { name: 'activation', label: 'Activation', key: 'activations' },
]

/** Values shown before "more". */
const SHORT = 8

type ModuleFacetsProps = {
  /** Of the whole library. */
  all: ModuleFacetsDto | undefined
  /** Of what is shown; undefined while they are counted. */
  counts: ModuleFacetsDto | undefined
  search: ModulesSearch
  error: Error | null
  onChange: (change: Partial<ModulesSearch>) => void
}

/** The change that selecting, or deselecting, a facet's value makes to the address. */
function toggled(search: ModulesSearch, name: FacetName, value: string): Partial<ModulesSearch> {
  if (name === 'tag') {
    return { tag: search.tag.includes(value) ? search.tag.filter((tag) => tag !== value) : [...search.tag, value] }
  }
  return { [name]: search[name] === value ? null : value }
}

export function ModuleFacets({ all, counts, search, error, onChange }: ModuleFacetsProps) {
  if (error && !all) return <p className="p-3 text-danger text-xs">The filters could not be loaded. {error.message}</p>
  if (!all) {
    return (
      <div className="flex flex-col gap-3 p-3">
        {Array.from({ length: 10 }, (_, index) => `skeleton-${index}`).map((key) => (
          <Skeleton key={key} className="w-full" />
        ))}
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-4 p-3">
      <p className="px-1.5 text-fg-faint text-xs" role="status">
        {all.statuses.length === 0 ? 'There is nothing to filter yet.' : countNote(search, counts)}
      </p>
      {FACETS.map(({ name, label, key, isAuthored }) => (
        <FacetGroup
          key={name}
          label={label}
          isAuthored={isAuthored}
          values={withSelected((counts ?? all)[key], selectedOf(search, name))}
          isCounted={counts !== undefined}
          selected={selectedOf(search, name)}
          onToggle={(value) => onChange(toggled(search, name, value))}
        />
      ))}
    </div>
  )
}

function countNote({ q }: ModulesSearch, counts: ModuleFacetsDto | undefined): string {
  if (counts === undefined) return 'Counting…'
  if (q.trim() === '') return 'Counts are of the whole library.'
  return counts.statuses.length > 0 ? 'Counts are of what the search finds.' : 'The search finds nothing to filter.'
}

function selectedOf(search: ModulesSearch, name: FacetName): string[] {
  if (name === 'tag') return search.tag
  const value = search[name]
  return value === null ? [] : [value]
}

/** A selected value stays visible, so that it can be taken back, even when no module carries it any more. */
function withSelected(values: Facet, selected: string[]): Facet {
  const missing = selected.filter((value) => !values.some((entry) => entry.value === value))
  return [...values, ...missing.map((value) => ({ value, count: 0 }))]
}

type FacetGroupProps = {
  label: string
  values: Facet
  selected: string[]
  /** The values are people's own words: shown as written. */
  isAuthored: boolean | undefined
  isCounted: boolean
  onToggle: (value: string) => void
}

function FacetGroup({ label, values, selected, isAuthored, isCounted, onToggle }: FacetGroupProps) {
  const [isLong, setIsLong] = useState(false)
  if (values.length === 0) return null
  const shown = isLong ? values : values.filter(({ value }, index) => index < SHORT || selected.includes(value))
  return (
    <fieldset>
      <legend className="mb-1 px-1.5 text-fg-faint text-xs">{label}</legend>
      {shown.map(({ value, count }) => {
        const isSelected = selected.includes(value)
        return (
          <button
            key={value}
            type="button"
            aria-pressed={isSelected}
            onClick={() => onToggle(value)}
            className={cn(
              'flex h-7 w-full items-center gap-1.5 rounded-md px-1.5 text-left text-sm',
              isSelected ? 'bg-accent/10 font-medium text-accent' : 'text-fg-muted hover:bg-muted hover:text-fg',
            )}
          >
            <span
              aria-hidden
              className={cn(
                'grid size-3.5 shrink-0 place-items-center rounded-[3px] border',
                isSelected && 'border-accent bg-accent-fill text-white',
              )}
            >
              {isSelected && <Check className="size-3" />}
            </span>
            <span className={cn('min-w-0 flex-1 truncate', !isAuthored && 'first-letter:uppercase')}>{value}</span>
            {isCounted && (
              <span className={cn('tabular text-xs', !isSelected && 'text-fg-faint')}>{formatNumber(count)}</span>
            )}
          </button>
        )
      })}
      {values.length > SHORT && (
        <button
          type="button"
          onClick={() => setIsLong(!isLong)}
          aria-expanded={isLong}
          className="flex h-7 items-center gap-1 rounded-md px-1.5 text-fg-faint text-xs hover:text-fg"
        >
          <ChevronDown className={cn('size-3', isLong && 'rotate-180')} aria-hidden />
          {isLong ? 'Fewer' : `${values.length - SHORT} more`}
        </button>
      )}
    </fieldset>
  )
}
