'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { releasesQuery } from '@/components/data/releases-query'
import { useAction } from '@/components/data/use-action'
import { MOMENT, ReleaseSelect } from '@/components/release/release-select'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { createReleaseAction } from './actions'
import { MomentPreview, useMoment } from './moment-preview'

export function CreateReleaseDialog() {
  const client = useQueryClient()
  const formId = useId()
  const [isOpen, setIsOpen] = useState(false)
  const [name, setName] = useState('')
  const [isFrozen, setIsFrozen] = useState(false)
  const [begun, setBegun] = useState<string>()
  const [moment, setMoment] = useState('')
  const isPast = begun === MOMENT
  const from = isPast ? undefined : begun
  const start = useQuery(releasesQuery()).data?.items.find(({ id }) => id === from)
  // what is proposed has no version to be kept
  const mayFreeze = start === undefined || start.changeNumber === null
  const create = useAction(createReleaseAction, {
    onSuccess: () => {
      client.invalidateQueries({ queryKey: ['releases'] })
      change(false)
    },
    onError: () => undefined,
  })
  const change = (next: boolean) => {
    setIsOpen(next)
    setName('')
    setIsFrozen(false)
    setBegun(undefined)
    setMoment('')
    create.reset()
  }
  const fields = create.error?.fields ?? {}
  const at = toInstant(moment)
  const { data: held } = useMoment(isPast ? (at ?? null) : null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!create.isPending) create.mutate(isPast ? { name, at } : { name, from, isFrozen: mayFreeze && isFrozen })
  }
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Create release</Button>
      <Dialog
        open={isOpen}
        onOpenChange={change}
        title="Create a release"
        description="It begins as production, as another release, or as what an open change request proposes."
        footer={
          <>
            <Button onClick={() => change(false)}>Cancel</Button>
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
          <Field label="It begins as">
            {(control) => (
              <ReleaseSelect {...control} value={begun} onValueChange={setBegun} hasDrafts={false} hasMoment />
            )}
          </Field>
          {!mayFreeze && (
            <p className="text-fg-muted text-xs">
              It holds what the request proposes: modules, curation, policies and query sets. It follows the request:
              what is edited, added or taken out there is so here. Once the request is merged, the release holds the
              versions that its texts became; when it is closed, what production holds.
            </p>
          )}
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
          ) : mayFreeze ? (
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
                  It keeps what it holds now: to compare with, or to roll back to. Otherwise it follows production where
                  it does not differ, and you put other versions in or take modules out.
                </p>
              </div>
            </div>
          ) : null}
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
