'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { addFactAction } from './actions'

/** A fact written by hand. */
export function AddFact({ profileId: id }: { profileId: string }) {
  const [key, setKey] = useState('')
  const [value, setValue] = useState('')
  const client = useQueryClient()
  const add = useAction(addFactAction, {
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['profiles'] })
      setKey('')
      setValue('')
    },
    onError: () => undefined,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate({ id, key, value })
  }
  const { fields = {} } = add.error ?? {}
  const other = fields.key || fields.value ? undefined : add.error?.message
  return (
    <form onSubmit={submit} className="grid gap-2 sm:grid-cols-[12rem_1fr_auto] sm:items-start">
      <Field label="Kind of fact" isLabelHidden error={fields.key}>
        {(control) => (
          <Input
            {...control}
            placeholder="role, preference:editor, …"
            value={key}
            onChange={(event) => setKey(event.target.value)}
          />
        )}
      </Field>
      <Field label="What is so" isLabelHidden error={fields.value ?? other}>
        {(control) => (
          <Input
            {...control}
            placeholder="What is so"
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" isPending={add.isPending} disabled={key.trim() === '' || value.trim() === ''}>
        <Plus />
        Add
      </Button>
    </form>
  )
}
