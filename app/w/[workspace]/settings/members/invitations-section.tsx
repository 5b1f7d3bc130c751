'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useAction } from '@/components/data/use-action'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Section } from '@/components/ui/section'
import type { InvitationDto } from '@/lib/schemas/workspaces/invitation'
import { LoadingRows } from '../loading-rows'
import { SettingsList, SettingsRow } from '../settings-list'
import { revokeInvitationAction } from './actions'
import { invitationsQuery } from './queries'
import { ROLE_META } from './roles'

export function InvitationsSection() {
  const { data, error, refetch } = useQuery(invitationsQuery())
  if (error && !data) {
    return <ErrorState title="The invitations could not be loaded" description={error.message} onRetry={refetch} />
  }
  if (!data) return <LoadingRows label="Loading the invitations" />
  const invitations = data.items
  if (invitations.length === 0) return null
  return (
    <Section
      title={`Open invitations (${invitations.length})`}
      description="Sent a link that got lost? Invite the same e-mail again: the new link replaces the old one."
    >
      <SettingsList label="Open invitations">
        {invitations.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} />
        ))}
      </SettingsList>
    </Section>
  )
}

function InvitationRow({ invitation }: { invitation: InvitationDto }) {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: ['invitations'] })
  const revoke = useAction(revokeInvitationAction, { onSuccess: refresh })
  return (
    <SettingsRow
      main={
        <>
          <p className="truncate font-medium text-sm">{invitation.email}</p>
          <p className="truncate text-fg-muted text-xs">
            {ROLE_META[invitation.role].label} · invited by {invitation.inviterName} ·{' '}
            <RelativeTime date={invitation.createdAt} />
          </p>
        </>
      }
    >
      {invitation.isExpired && <Badge tone="warning">Expired</Badge>}
      <Button
        variant="ghost"
        size="sm"
        aria-label={`Withdraw the invitation of ${invitation.email}`}
        isPending={revoke.isPending}
        onClick={() => revoke.mutate({ id: invitation.id })}
      >
        Withdraw
      </Button>
    </SettingsRow>
  )
}
