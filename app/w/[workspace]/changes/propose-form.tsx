'use client'

import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { LIMITS } from '@/lib/schemas/limits'
import { openChangesQuery } from './queries'

/** An open change request, or what a new one says of itself. */
export type ProposeTarget = { number: number } | { title: string; description: string }

type ProposeFormProps = {
  error: { message: string; requestId: string | undefined } | null
  isPending: boolean
  onPropose: (target: ProposeTarget) => void
  onCancel: () => void
}

const NEW = 'new'

/** Into which change request something is proposed. */
export function ProposeForm({ error, isPending, onPropose, onCancel }: ProposeFormProps) {
  const open = useQuery(openChangesQuery('production'))
  const [into, setInto] = useState(NEW)
  const [title, setTitle] = useState('')
  const [description, setDescription] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onPropose(into === NEW ? { title, description } : { number: Number(into) })
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      {error && <Notice title={error.message} requestId={error.requestId} className="whitespace-pre-wrap" />}
      {open.data && open.data.items.length > 0 && (
        <Field label="Add it to">
          {(control) => (
            <Select
              {...control}
              value={into}
              onValueChange={setInto}
              options={[
                { value: NEW, label: 'A new change request' },
                ...open.data.items.map((change) => ({
                  value: `${change.number}`,
                  label: `#${change.number} ${change.title}`,
                })),
              ]}
            />
          )}
        </Field>
      )}
      {into === NEW && (
        <>
          <Field label="Title">
            {(control) => (
              <Input
                {...control}
                value={title}
                maxLength={LIMITS.titleLength}
                autoComplete="off"
                onChange={(event) => setTitle(event.target.value)}
              />
            )}
          </Field>
          <Field label="Why" hint="Optional.">
            {(control) => (
              <Textarea
                {...control}
                value={description}
                maxLength={LIMITS.changeDescriptionLength}
                onChange={(event) => setDescription(event.target.value)}
              />
            )}
          </Field>
        </>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={into === NEW && title.trim() === ''} isPending={isPending}>
          Propose
        </Button>
      </div>
    </form>
  )
}
