'use client'

import { useQueryClient } from '@tanstack/react-query'
import { History, Pencil, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import { useAction } from '@/components/data/use-action'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RelativeTime } from '@/components/ui/relative-time'
import { Select } from '@/components/ui/select'
import { toastUndo } from '@/components/ui/toast'
import { tellCorrected, tellFactDeleted } from '@/components/ui/toast-words'
import { Tooltip } from '@/components/ui/tooltip'
import { FACT_SCOPES, type ProfileFactDto } from '@/lib/schemas/profiles/profile'
import { changeFactAction, deleteFactAction, reopenFactAction } from './actions'
import { nameOfKey, SCOPE_WORDS, sourceOf } from './fact-words'

type FactRowProps = {
  profileId: string
  fact: ProfileFactDto
  /** What it took the place of, the latest first. */
  before: ProfileFactDto[]
  canWrite: boolean
}

/** A fact that holds: what it rests on, where it may go, and its history. */
export function FactRow({ profileId: id, fact, before, canWrite }: FactRowProps) {
  const [isEditing, setIsEditing] = useState(false)
  const [isDeleting, setIsDeleting] = useState(false)
  const [isHistoryOpen, setIsHistoryOpen] = useState(false)
  const client = useQueryClient()
  const refresh = () => void client.invalidateQueries({ queryKey: ['profiles'] })
  const remove = useAction(deleteFactAction, {
    onSuccess: ({ isProven }) => {
      setIsDeleting(false)
      refresh()
      toast(tellFactDeleted(fact.value, isProven))
    },
  })
  return (
    <li className="px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <div className="min-w-0 flex-1 basis-48">
          <p className="text-sm [overflow-wrap:anywhere]">
            <span className="text-fg-muted">{nameOfKey(fact.key)}:</span>{' '}
            <span className="font-medium">{fact.value}</span>
          </p>
          <p className="text-fg-faint text-xs [overflow-wrap:anywhere]">
            {sourceOf(fact)} · <RelativeTime date={fact.validFrom} />
            {fact.quote && <> · “{fact.quote}”</>}
          </p>
        </div>
        {fact.isStatic && <Badge>always</Badge>}
        {fact.scope !== 'any' && <Badge tone="accent">{SCOPE_WORDS[fact.scope]}</Badge>}
        <div className="flex items-center">
          {before.length > 0 && (
            <Tooltip content="What it was before">
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={`History: ${fact.value}`}
                aria-expanded={isHistoryOpen}
                onClick={() => setIsHistoryOpen(!isHistoryOpen)}
              >
                <History />
              </Button>
            </Tooltip>
          )}
          {canWrite && (
            <>
              <Tooltip content="Correct">
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Correct: ${fact.value}`}
                  aria-expanded={isEditing}
                  onClick={() => setIsEditing(!isEditing)}
                >
                  <Pencil />
                </Button>
              </Tooltip>
              <Tooltip content="Delete">
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Delete: ${fact.value}`}
                  onClick={() => setIsDeleting(true)}
                >
                  <Trash2 />
                </Button>
              </Tooltip>
              <ConfirmDialog
                open={isDeleting}
                onOpenChange={setIsDeleting}
                title={`Delete “${fact.value}”?`}
                description="It is gone for good, and not learned again from what was said before."
                confirmLabel="Delete for good"
                isPending={remove.isPending}
                onConfirm={() => remove.mutate({ id, factId: fact.id })}
              />
            </>
          )}
        </div>
      </div>
      {isEditing && <FactForm profileId={id} fact={fact} onDone={() => setIsEditing(false)} />}
      {isHistoryOpen && (
        <ol
          aria-label={`History of ${nameOfKey(fact.key)}`}
          className="mt-2 space-y-1 border-l-2 pl-3 text-fg-muted text-xs"
        >
          {before.map((old) => (
            <li key={old.id} className="[overflow-wrap:anywhere]">
              <s>{old.value}</s> · {sourceOf(old)} · until {old.validTo && <RelativeTime date={old.validTo} />}
            </li>
          ))}
        </ol>
      )}
    </li>
  )
}

function FactForm({ profileId: id, fact, onDone }: { profileId: string; fact: ProfileFactDto; onDone: () => void }) {
  const [value, setValue] = useState(fact.value)
  const [scope, setScope] = useState(fact.scope)
  const client = useQueryClient()
  const refresh = () => void client.invalidateQueries({ queryKey: ['profiles'] })
  const reopen = useAction(reopenFactAction, { onSuccess: refresh })
  const change = useAction(changeFactAction, {
    onSuccess: (changed) => {
      refresh()
      onDone()
      if (changed.id !== fact.id) {
        toastUndo(tellCorrected(changed.value), () => reopen.mutate({ id, factId: changed.id }))
      }
    },
    onError: () => undefined,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ id, factId: fact.id, value, scope })
  }
  return (
    <form onSubmit={submit} className="mt-2 grid gap-3 sm:grid-cols-[1fr_16rem_auto] sm:items-end">
      <Field label="Value" error={change.error?.fields.value ?? change.error?.message}>
        {(control) => <Input {...control} value={value} onChange={(event) => setValue(event.target.value)} />}
      </Field>
      <Field label="May be sent to">
        {(control) => (
          <Select
            {...control}
            value={scope}
            onValueChange={(next) => setScope(FACT_SCOPES.find((each) => each === next) ?? scope)}
            options={FACT_SCOPES.map((each) => ({ value: each, label: SCOPE_WORDS[each] }))}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" isPending={change.isPending} disabled={value.trim() === ''}>
        Save
      </Button>
    </form>
  )
}
