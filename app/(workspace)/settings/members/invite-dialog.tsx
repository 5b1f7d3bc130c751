'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { CreatedInvitationDto } from '@/lib/schemas/invitation'
import { LIMITS } from '@/lib/schemas/limits'
import { ROLES, type Role } from '@/lib/schemas/role'
import { SecretText } from '../secret-text'
import { createInvitationAction } from './actions'
import { ROLE_META } from './roles'

const INVITED_ROLES = ROLES.filter((role) => role !== 'owner')

export function InviteDialog() {
  const [isOpen, setIsOpen] = useState(false)
  const [created, setCreated] = useState<CreatedInvitationDto | null>(null)
  const onOpenChange = (open: boolean) => {
    setIsOpen(open)
    if (open) setCreated(null)
  }
  return (
    <Dialog
      open={isOpen}
      onOpenChange={onOpenChange}
      trigger={<Button variant="primary">Invite</Button>}
      title={created ? `Send this link to ${created.email}` : 'Invite somebody'}
      description={
        created
          ? `It works once, for ${LIMITS.invitationDays} days, and only for this e-mail. It is not shown again.`
          : 'You get a link to send to them. Loadout sends no mail itself.'
      }
      footer={
        created ? (
          <Button variant="primary" onClick={() => setIsOpen(false)}>
            Done
          </Button>
        ) : (
          <Button type="submit" form="invite-form" variant="primary">
            Create link
          </Button>
        )
      }
    >
      {created ? (
        <SecretText label="Invitation link" text={`${window.location.origin}${created.path}`} />
      ) : (
        <InviteForm onCreated={setCreated} />
      )}
    </Dialog>
  )
}

function InviteForm({ onCreated }: { onCreated: (invitation: CreatedInvitationDto) => void }) {
  const client = useQueryClient()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('editor')
  const invite = useAction(createInvitationAction, {
    onSuccess: (invitation) => {
      client.invalidateQueries({ queryKey: ['invitations'] })
      onCreated(invitation)
    },
    onError: () => undefined,
  })
  const fields = invite.error?.fields ?? {}
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!invite.isPending) invite.mutate({ email, role })
  }
  return (
    <form id="invite-form" onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      {invite.error && !fields.email && <Notice title={invite.error.message} requestId={invite.error.requestId} />}
      <Field label="E-mail" error={fields.email}>
        {(control) => (
          <Input
            {...control}
            type="email"
            autoComplete="off"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <Field label="Role" hint={`May: ${ROLE_META[role].may}.`}>
        {(control) => (
          <Select<Role>
            {...control}
            value={role}
            onValueChange={setRole}
            options={INVITED_ROLES.map((value) => ({ value, label: ROLE_META[value].label }))}
          />
        )}
      </Field>
    </form>
  )
}
