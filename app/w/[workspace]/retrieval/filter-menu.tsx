'use client'

import { useQuery } from '@tanstack/react-query'
import { ListFilter } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Popover } from '@/components/ui/popover'
import { Select } from '@/components/ui/select'
import { PRIORITIES, type Priority } from '@/lib/engine'
import { facetsQuery } from '../modules/queries'

export type Filters = { category: string | null; tag: string[]; priority: Priority | null }

type FilterMenuProps = { filters: Filters; onChange: (filters: Partial<Filters>) => void }

const ANY = '*'
const MAX_TAGS = 30

/** The metadata filters that a request may carry. */
export function FilterMenu({ filters, onChange }: FilterMenuProps) {
  const { data: facets } = useQuery(facetsQuery())
  const { category, tag, priority } = filters
  const count = tag.length + Number(category !== null) + Number(priority !== null)
  const tags = [...new Set([...tag, ...(facets?.tags ?? []).map(({ value }) => value)])].slice(0, MAX_TAGS)
  return (
    <Popover
      label="Filters"
      align="end"
      className="space-y-3"
      trigger={
        <Button>
          <ListFilter />
          Filters
          {count > 0 && <Badge tone="accent">{count}</Badge>}
        </Button>
      }
    >
      <Field label="Category">
        {(control) => (
          <Select
            {...control}
            value={category ?? ANY}
            onValueChange={(value) => onChange({ category: value === ANY ? null : value })}
            options={[
              { value: ANY, label: 'Any' },
              ...(facets?.categories ?? []).map(({ value, count: modules }) => ({
                value,
                label: value,
                hint: modules,
              })),
            ]}
          />
        )}
      </Field>
      <Field label="Priority">
        {(control) => (
          <Select<Priority | typeof ANY>
            {...control}
            value={priority ?? ANY}
            onValueChange={(value) => onChange({ priority: value === ANY ? null : value })}
            options={[
              { value: ANY, label: 'Any' },
              ...PRIORITIES.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) })),
            ]}
          />
        )}
      </Field>
      <fieldset className="space-y-1.5">
        <legend className="pb-1 font-medium text-sm">Tags, all of them</legend>
        {tags.length === 0 && <p className="text-fg-faint text-xs">No module has tags.</p>}
        <div className="grid max-h-48 grid-cols-2 gap-x-3 gap-y-1 overflow-y-auto">
          {tags.map((value) => (
            // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox inside is a button of its own
            <label key={value} className="flex min-w-0 items-center gap-2 text-xs">
              <Checkbox
                checked={tag.includes(value)}
                onCheckedChange={(checked) =>
                  onChange({ tag: checked === true ? [...tag, value] : tag.filter((other) => other !== value) })
                }
              />
              <span className="truncate">{value}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {count > 0 && (
        <Button size="sm" onClick={() => onChange({ category: null, tag: [], priority: null })}>
          Clear
        </Button>
      )}
    </Popover>
  )
}
