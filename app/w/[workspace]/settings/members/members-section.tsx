'use client'

import { useQuery } from '@tanstack/react-query'
import { ErrorState, LoadedBefore } from '@/components/ui/error-state'
import { Section } from '@/components/ui/section'
import type { Role } from '@/lib/schemas/workspaces/role'
import { LoadingRows } from '../loading-rows'
import { SettingsList } from '../settings-list'
import { InviteDialog } from './invite-dialog'
import { MemberRow } from './member-row'
import { membersQuery } from './queries'

export function MembersSection({ role }: { role: Role }) {
  const { data, error, refetch } = useQuery(membersQuery())
  const canManage = role === 'owner' || role === 'admin'
  if (error && !data) {
    return <ErrorState title="The members could not be loaded" description={error.message} onRetry={refetch} />
  }
  if (!data) return <LoadingRows label="Loading the members" />
  const members = data.items
  const owners = members.filter((member) => member.role === 'owner').length
  return (
    <Section
      title={`Members (${members.length})`}
      description="Everybody who can open this workspace, and what they may do in it."
      actions={canManage && <InviteDialog />}
    >
      <LoadedBefore error={error} />
      <SettingsList label="Members">
        {members.map((member) => (
          <MemberRow
            key={member.userId}
            member={member}
            canManage={canManage && (member.role !== 'owner' || role === 'owner')}
            canMakeOwner={role === 'owner'}
            isLastOwner={member.role === 'owner' && owners === 1}
          />
        ))}
      </SettingsList>
    </Section>
  )
}
