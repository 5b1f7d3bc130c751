'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useAction } from '@/components/data/use-action'
import { Notice } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { LIMITS } from '@/lib/schemas/limits'
import type { CreatedInvitationDto } from '@/lib/schemas/workspaces/invitation'
import { ROLES } from '@/lib/schemas/workspaces/role'
import { SecretDialog } from '../secret-dialog'
import { SecretText } from '../secret-text'
import { createInvitationAction } from './actions'
import { ROLE_META } from './roles'

const FORM_ID = 'invite-form'
const INVITED_ROLES = ROLES.filter((role) => role !== 'owner')
type InvitedRole = (typeof INVITED_ROLES)[number]

export function InviteDialog() {
  return (
    <SecretDialog<CreatedInvitationDto>
      label="Invite"
      submit={{ label: 'Create link', form: FORM_ID }}
      ask={(onCreated) => ({
        title: 'Invite somebody',
        description: 'You get a link to send to them yourself. Loadout does not mail invitations.',
        content: <InviteForm onCreated={onCreated} />,
      })}
      show={(created) => ({
        title: `Send this link to ${created.email}`,
        description: `It works once, for ${LIMITS.invitationDays} days, and only for this e-mail. It is not shown again.`,
        content: <SecretText label="Invitation link" text={`${window.location.origin}${created.path}`} />,
      })}
    />
  )
}

function InviteForm({ onCreated }: { onCreated: (invitation: CreatedInvitationDto) => void }) {
  const client = useQueryClient()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<InvitedRole>('editor')
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
    <form id={FORM_ID} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
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
      <Field label="Role" hint={`May: ${ROLE_META[role].may}; and what the roles below it may.`}>
        {(control) => (
          <Select<InvitedRole>
            {...control}
            value={role}
            onValueChange={setRole}
            options={INVITED_ROLES.map((value) => ({
              value,
              label: ROLE_META[value].label,
              hint: ROLE_META[value].may,
            }))}
          />
        )}
      </Field>
    </form>
  )
}
