'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

export type NamedVersion = { moduleId: string; version: number | null }

type VersionFormProps = {
  /** What the button says. */
  label: string
  error: string | undefined
  isPending: boolean
  /** `clear` empties the fields. */
  onSubmit: (named: NamedVersion, clear: () => void) => void
}

/** Names the version of a module that a release is to hold, or none. */
export function VersionForm({ label, error, isPending, onSubmit }: VersionFormProps) {
  const [moduleId, setModuleId] = useState('')
  const [version, setVersion] = useState('')
  const [problem, setProblem] = useState<string>()
  const clear = () => {
    setModuleId('')
    setVersion('')
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const number = version.trim() === '' ? null : Number(version)
    const isRight = number === null || (Number.isInteger(number) && number > 0)
    setProblem(isRight ? undefined : 'Versions are whole numbers from 1.')
    if (isRight && !isPending) onSubmit({ moduleId: moduleId.trim(), version: number }, clear)
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-wrap items-start gap-2">
      <Field label="Module" hint="its id" error={error} className="min-w-40 flex-1">
        {(control) => (
          <Input
            {...control}
            className="font-mono"
            value={moduleId}
            onChange={(event) => setModuleId(event.target.value)}
          />
        )}
      </Field>
      <Field label="Version" hint="empty: not in it" error={problem} className="w-32">
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            value={version}
            onChange={(event) => setVersion(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" className="mt-6 max-sm:mt-0" isPending={isPending} disabled={moduleId.trim() === ''}>
        {label}
      </Button>
    </form>
  )
}
