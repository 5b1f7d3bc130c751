'use client'

import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { renameWorkspaceAction } from './actions'

export function RenameForm({ name, isAdmin }: { name: string; isAdmin: boolean }) {
  const [value, setValue] = useState(name)
  const rename = useAction(renameWorkspaceAction, {
    onSuccess: () => toast.success('Workspace renamed.'),
    onError: () => undefined,
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    rename.mutate({ name: value })
  }
  return (
    <form onSubmit={onSubmit} noValidate className="flex max-w-md items-end gap-2">
      <Field
        label="Name"
        className="flex-1"
        error={rename.error ? (rename.error.fields.name ?? rename.error.message) : undefined}
      >
        {(control) => (
          <Input {...control} value={value} readOnly={!isAdmin} onChange={(event) => setValue(event.target.value)} />
        )}
      </Field>
      {isAdmin && (
        <Button type="submit" disabled={value.trim() === '' || value === name} isPending={rename.isPending}>
          Rename
        </Button>
      )}
    </form>
  )
}
