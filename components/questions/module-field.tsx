'use client'

import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { Input } from '@/components/ui/input'
import { pickModulesQuery } from './pick-modules-query'

type ModuleFieldProps = { label: string; value: string; onChange: (moduleId: string) => void; className?: string }

/** The id of a module, with the modules that match what is typed. */
export function ModuleField({ label, value, onChange, className }: ModuleFieldProps) {
  const listId = useId()
  const q = value.trim()
  const modules = useQuery({ ...pickModulesQuery(q), enabled: q !== '' })
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
