'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { LIMITS } from '@/lib/schemas/limits'
import { NEW_CHANGE, useChangeOptions } from './use-change-options'

/** An open change request, or what a new one says of itself. */
export type ProposeTarget = { number: number } | { title: string; description: string }

type ProposeFormProps = {
  /** Id of the release that the change request is merged into. */
  release?: string
  /** Stands in the title of a new request until something else is written. */
  suggestedTitle?: string
  error: { message: string; requestId?: string | undefined } | null
  isPending: boolean
  onPropose: (target: ProposeTarget) => void
  onCancel: () => void
}

/** Into which change request something is proposed. */
export function ProposeForm(props: ProposeFormProps) {
  const { release = 'production', suggestedTitle = '', error, isPending, onPropose, onCancel } = props
  const options = useChangeOptions(release)
  const [into, setInto] = useState(NEW_CHANGE)
  const [title, setTitle] = useState(suggestedTitle.slice(0, LIMITS.titleLength))
  const [description, setDescription] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onPropose(into === NEW_CHANGE ? { title, description } : { number: Number(into) })
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      {error && <Notice title={error.message} requestId={error.requestId} className="whitespace-pre-wrap" />}
      {options && (
        <Field label="Add it to">
          {(control) => <Select {...control} value={into} onValueChange={setInto} options={options} />}
        </Field>
      )}
      {into === NEW_CHANGE && (
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
        <Button
          type="submit"
          variant="primary"
          disabled={into === NEW_CHANGE && title.trim() === ''}
          isPending={isPending}
        >
          Propose
        </Button>
      </div>
    </form>
  )
}
