'use client'

import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { callApi, toQuery } from '@/components/data/api-client'
import { Input } from '@/components/ui/input'
import type { ModulePageDto } from '@/lib/schemas/modules/module-list'

type ModuleFieldProps = { label: string; value: string; onChange: (moduleId: string) => void; className?: string }

/** The id of a module, with the modules that match what is typed. */
export function ModuleField({ label, value, onChange, className }: ModuleFieldProps) {
  const listId = useId()
  const q = value.trim()
  const modules = useQuery({
    queryKey: ['modules', 'pick', q],
    queryFn: ({ signal }) =>
      callApi<ModulePageDto>(`/api/v1/modules${toQuery({ q, limit: 6, sort: 'match' })}`, { signal }),
    enabled: q !== '',
  })
  return (
    <>
      <Input
        aria-label={label}
        placeholder="Module id"
        list={listId}
        autoComplete="off"
        className={className}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={listId}>
        {modules.data?.items.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  )
}
