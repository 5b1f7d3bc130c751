'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { setReleaseEntriesAction } from './actions'

/** Puts a version into a release, or takes a module out of it. */
export function EntryForm({ releaseId }: { releaseId: string }) {
  const client = useQueryClient()
  const [moduleId, setModuleId] = useState('')
  const [version, setVersion] = useState('')
  const [problem, setProblem] = useState<string>()
  const put = useAction(setReleaseEntriesAction, {
    onSuccess: () => {
      client.invalidateQueries({ queryKey: ['releases'] })
      setModuleId('')
      setVersion('')
    },
    onError: () => undefined,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const number = version.trim() === '' ? null : Number(version)
    const isRight = number === null || (Number.isInteger(number) && number > 0)
    setProblem(isRight ? undefined : 'Versions are whole numbers from 1.')
    if (isRight && !put.isPending) {
      put.mutate({ id: releaseId, entries: [{ moduleId: moduleId.trim(), version: number }] })
    }
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-wrap items-start gap-2">
      <Field label="Module" hint="its id" error={put.error?.message} className="min-w-40 flex-1">
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
      <Button type="submit" className="mt-6 max-sm:mt-0" isPending={put.isPending} disabled={moduleId.trim() === ''}>
        Set
      </Button>
    </form>
  )
}
