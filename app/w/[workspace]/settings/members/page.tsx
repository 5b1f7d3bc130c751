import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/data/query-client'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { canActor } from '@/lib/services/actor'
import { listInvitations } from '@/lib/services/invitations/list-invitations'
import { listMembers } from '@/lib/services/members/list-members'
import { InvitationsSection } from './invitations-section'
import { MembersSection } from './members-section'
import { invitationsQuery, membersQuery } from './queries'

export const metadata: Metadata = { title: 'Members' }

export default async function MembersPage({ params }: { params: WorkspaceParams }) {
  const actor = await requireActor(params)
  const canManage = canActor(actor, 'admin')
  const client = makeQueryClient()
  await client.prefetchQuery(membersQuery(() => listMembers(actor, {})))
  if (canManage) await client.prefetchQuery(invitationsQuery(() => listInvitations(actor, {})))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <MembersSection role={actor.role} />
      {canManage && <InvitationsSection />}
    </HydrationBoundary>
  )
}
