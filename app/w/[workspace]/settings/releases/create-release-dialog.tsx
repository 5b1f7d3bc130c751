'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { createReleaseAction } from './actions'
import { MomentPreview, useMoment } from './moment-preview'

export function CreateReleaseDialog() {
  const client = useQueryClient()
  const formId = useId()
  const [isOpen, setIsOpen] = useState(false)
  const [name, setName] = useState('')
  const [isFrozen, setIsFrozen] = useState(false)
  const [isPast, setIsPast] = useState(false)
  const [moment, setMoment] = useState('')
  const create = useAction(createReleaseAction, {
    onSuccess: () => {
      client.invalidateQueries({ queryKey: ['releases'] })
      setIsOpen(false)
      setName('')
      setIsFrozen(false)
      setIsPast(false)
      setMoment('')
    },
    onError: () => undefined,
  })
  const fields = create.error?.fields ?? {}
  const at = toInstant(moment)
  const { data: held } = useMoment(isPast ? (at ?? null) : null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!create.isPending) create.mutate(isPast ? { name, at } : { name, isFrozen })
  }
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Create release</Button>
      <Dialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title="Create a release"
        description="It starts as production, as that is now or was at a moment in the past."
        footer={
          <>
            <Button onClick={() => setIsOpen(false)}>Cancel</Button>
            <Button
              type="submit"
              form={formId}
              variant="primary"
              isPending={create.isPending}
              disabled={name.trim() === '' || (isPast && held === undefined)}
            >
              Create release
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
          {create.error && !fields.name && !fields.at && (
            <Notice title={create.error.message} requestId={create.error.requestId} />
          )}
          <Field label="Name" hint="What it is for." error={fields.name}>
            {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} />}
          </Field>
          <Field label="It holds">
            {(control) => (
              <Select
                {...control}
                value={isPast ? 'then' : 'now'}
                onValueChange={(value) => setIsPast(value === 'then')}
                options={[
                  { value: 'now', label: 'What production holds now' },
                  { value: 'then', label: 'What production held at a moment' },
                ]}
              />
            )}
          </Field>
          {isPast ? (
            <>
              <Field
                label="Moment"
                hint="In your time zone. The release is frozen: to compare with, or to roll back to."
                error={fields.at}
              >
                {(control) => (
                  <Input
                    {...control}
                    type="datetime-local"
                    step={1}
                    value={moment}
                    onChange={(event) => setMoment(event.target.value)}
                  />
                )}
              </Field>
              {at && <MomentPreview at={at} />}
            </>
          ) : (
            <div className="flex items-start gap-2">
              <Checkbox
                id={`${formId}-frozen`}
                className="mt-0.5"
                checked={isFrozen}
                aria-describedby={`${formId}-hint`}
                onCheckedChange={(checked) => setIsFrozen(checked === true)}
              />
              <div>
                <label htmlFor={`${formId}-frozen`} className="font-medium text-sm">
                  Freeze it
                </label>
                <p id={`${formId}-hint`} className="text-fg-muted text-xs">
                  It keeps what production holds now: to compare with, or to roll back to. Otherwise it follows
                  production, and you put other versions in or take modules out.
                </p>
              </div>
            </div>
          )}
        </form>
      </Dialog>
    </>
  )
}

/** The instant of a local date and time; undefined while it is not whole. */
function toInstant(local: string): string | undefined {
  const date = new Date(local)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}
