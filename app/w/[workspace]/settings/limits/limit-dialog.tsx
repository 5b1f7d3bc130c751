'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { LimitPeriod, UsageLimitDto } from '@/lib/schemas/workspaces/usage-limit'
import { apiKeysQuery } from '../api-keys/queries'
import { membersQuery } from '../members/queries'
import { saveUsageLimitAction } from './actions'

const PERIODS: { value: LimitPeriod; label: string }[] = [
  { value: 'month', label: 'a month' },
  { value: 'day', label: 'a day' },
]

type LimitDialogProps = {
  /** That is changed; left out for one of somebody who is chosen here. */
  limit?: UsageLimitDto
  title?: string
  /** Who has one already. */
  taken: UsageLimitDto[]
  onClose: () => void
}

/** An empty field bounds nothing; what is no number is left to the server to refuse. */
const toNumber = (text: string) => (text.trim() === '' ? null : Number(text.replaceAll(/[,\s$]/g, '')))

export function LimitDialog({ limit, title, taken, onClose }: LimitDialogProps) {
  const formId = useId()
  const client = useQueryClient()
  const [subject, setSubject] = useState<string>()
  const [period, setPeriod] = useState<LimitPeriod>(limit?.period ?? 'month')
  const [tokens, setTokens] = useState(`${limit?.maxTokens ?? ''}`)
  const [dollars, setDollars] = useState(`${limit?.maxCostUsd ?? ''}`)
  const save = useAction(saveUsageLimitAction, {
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['usage-limits'] })
      onClose()
    },
    onError: () => undefined,
  })
  const fields = save.error?.fields ?? {}
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const chosen = limit ? limit.kind : subject?.startsWith('key ') ? 'key' : 'member'
    const subjectId = limit ? limit.subjectId : (subject?.slice(subject.indexOf(' ') + 1) ?? '')
    const bounds = { period, maxTokens: toNumber(tokens), maxCostUsd: toNumber(dollars) }
    save.mutate({ kind: chosen, subjectId, limit: bounds })
  }
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title ? `Limit of ${title.charAt(0).toLowerCase()}${title.slice(1)}` : 'Limit one member or key'}
      description="It holds from the next question on. Leave a field empty for any number."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form={formId}
            isPending={save.isPending}
            disabled={!limit && subject === undefined}
          >
            Save
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-3">
        {!limit && <SubjectField value={subject} onChange={setSubject} taken={taken} />}
        <Field label="Tokens, in and out" error={fields['limit.maxTokens']}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              placeholder="any number"
              value={tokens}
              onChange={(event) => setTokens(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="US dollars"
          hint="By the prices in Settings, Providers. A model without a price counts as free."
          error={fields['limit.maxCostUsd']}
        >
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              placeholder="any cost"
              value={dollars}
              onChange={(event) => setDollars(event.target.value)}
            />
          )}
        </Field>
        <Field label="Per" error={fields['limit.period']}>
          {(control) => <Select {...control} value={period} options={PERIODS} onValueChange={setPeriod} />}
        </Field>
        {save.error && Object.keys(fields).length === 0 && (
          <Notice title={save.error.message} requestId={save.error.requestId} />
        )}
      </form>
    </Dialog>
  )
}

type SubjectFieldProps = { value: string | undefined; onChange: (value: string) => void; taken: UsageLimitDto[] }

function SubjectField({ value, onChange, taken }: SubjectFieldProps) {
  const members = useQuery(membersQuery())
  const keys = useQuery(apiKeysQuery())
  const known = new Set(taken.map(({ kind, subjectId }) => `${kind} ${subjectId}`))
  const options = [
    ...(members.data?.items ?? []).map(({ userId, name, email }) => ({
      value: `member ${userId}`,
      label: name,
      hint: email,
    })),
    ...(keys.data?.items ?? [])
      .filter(({ revokedAt }) => revokedAt === null)
      .map(({ id, name, prefix }) => ({ value: `key ${id}`, label: name, hint: `API key ${prefix}…` })),
  ].filter((option) => !known.has(option.value))
  const error = members.error ?? keys.error
  return (
    <Field label="Who" error={error?.message}>
      {(control) => (
        <Select
          {...control}
          value={value}
          options={options}
          onValueChange={onChange}
          placeholder="Choose a member or key"
        />
      )}
    </Field>
  )
}
