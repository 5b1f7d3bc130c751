'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { PRIORITIES } from '@/lib/engine'
import {
  isForAll,
  type OwningRole,
  type ReviewRuleDto,
  RULE_KINDS,
  type RuleKind,
} from '@/lib/schemas/changes/review-rule'
import { changeReviewRuleAction, createReviewRuleAction } from './actions'
import { OwnersField } from './owners-field'
import { KIND_WORDS, ROLE_OPTIONS } from './rule-words'

const KIND_OPTIONS = RULE_KINDS.map((value) => ({ value, label: KIND_WORDS[value].label }))
const PRIORITY_OPTIONS = PRIORITIES.map((value) => ({ value, label: value }))

/** @param rule that is changed; left out for a new one */
export function RuleDialog({ rule, onClose }: { rule?: ReviewRuleDto; onClose: () => void }) {
  const formId = useId()
  const client = useQueryClient()
  const [kind, setKind] = useState<RuleKind>(rule?.kind ?? 'path')
  const [pattern, setPattern] = useState(rule?.pattern ?? '')
  const [role, setRole] = useState<OwningRole | null>(rule?.role ?? null)
  const [approvals, setApprovals] = useState(`${rule?.approvals ?? 1}`)
  const [memberIds, setMemberIds] = useState(
    rule?.members.filter(({ mayReview }) => mayReview).map(({ userId }) => userId) ?? [],
  )
  const options = {
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['review', 'rules'] })
      void client.invalidateQueries({ queryKey: ['changes'] })
      onClose()
    },
    onError: () => undefined,
  }
  const create = useAction(createReviewRuleAction, options)
  const change = useAction(changeReviewRuleAction, options)
  const save = rule ? change : create
  const fields = save.error?.fields ?? {}
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const wanted = isForAll(kind) ? '' : pattern.trim()
    const values = { kind, pattern: wanted, role, memberIds, approvals: Number(approvals) }
    if (rule) change.mutate({ id: rule.id, ...values })
    else create.mutate(values)
  }
  const isChosen = isForAll(kind) || pattern.trim() !== ''
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={rule ? 'Edit the rule' : 'Add a rule'}
      description="It holds for open change requests as well. Approvals of those who wrote some of a change do not count."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form={formId}
            isPending={save.isPending}
            disabled={!isChosen || (role === null && memberIds.length === 0)}
          >
            {rule ? 'Save' : 'Add the rule'}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-3">
        <Field label="For changes by" error={fields.kind}>
          {(control) => (
            <Select
              {...control}
              value={kind}
              options={KIND_OPTIONS}
              onValueChange={(next) => {
                setKind(next)
                setPattern(next === 'priority' ? 'high' : '')
              }}
            />
          )}
        </Field>
        {kind === 'priority' && (
          <Field label="Priority" error={fields.pattern}>
            {(control) => <Select {...control} value={pattern} options={PRIORITY_OPTIONS} onValueChange={setPattern} />}
          </Field>
        )}
        {kind !== 'priority' && !isForAll(kind) && (
          <Field label={KIND_WORDS[kind].label} hint={KIND_WORDS[kind].hint} error={fields.pattern}>
            {(control) => (
              <Input
                {...control}
                className="font-mono"
                value={pattern}
                onChange={(event) => setPattern(event.target.value)}
              />
            )}
          </Field>
        )}
        <Field label="Approvals" hint="How many owners of the rule have to approve." error={fields.approvals}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              className="w-20"
              value={approvals}
              onChange={(event) => setApprovals(event.target.value)}
            />
          )}
        </Field>
        <Field label="Owners by role" error={fields.role}>
          {(control) => (
            <Select
              {...control}
              value={role ?? 'none'}
              options={ROLE_OPTIONS}
              onValueChange={(next) => setRole(next === 'none' ? null : next)}
            />
          )}
        </Field>
        <OwnersField chosen={memberIds} onChange={setMemberIds} error={fields.memberIds} />
        {save.error && Object.keys(fields).length === 0 && (
          <Notice title={save.error.message} requestId={save.error.requestId} />
        )}
      </form>
    </Dialog>
  )
}
