import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/data/query-client'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { canActor } from '@/lib/services/actor'
import { getOwnProfile } from '@/lib/services/profiles/get-own-profile'
import { listProfiles } from '@/lib/services/profiles/list-profiles'
import { ProfilesScreen } from './profiles-screen'
import { ownProfileQuery, profilesQuery } from './queries'

export const metadata: Metadata = { title: 'Profiles' }

export default async function ProfilesPage({ params }: { params: WorkspaceParams }) {
  const actor = await requireActor(params)
  const client = makeQueryClient()
  await Promise.all([
    client.prefetchInfiniteQuery(profilesQuery('', () => listProfiles(actor, { limit: 100 }))),
    client.prefetchQuery(ownProfileQuery(() => getOwnProfile(actor, {}))),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ProfilesScreen canWrite={canActor(actor, 'write')} canBegin={canActor(actor, 'compose')} />
    </HydrationBoundary>
  )
}
