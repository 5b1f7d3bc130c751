import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { modelsQuery } from '@/components/data/models-query'
import { makeQueryClient } from '@/components/data/query-client'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { canActor } from '@/lib/services/actor'
import { getProfileSettings } from '@/lib/services/profiles/get-profile-settings'
import { listAvailableModels } from '@/lib/services/providers/list-available-models'
import { NoPermission } from '../no-permission'
import { ProfileSettingsScreen } from './profile-settings-screen'
import { profileSettingsQuery } from './queries'

export const metadata: Metadata = { title: 'Profiles' }

export default async function ProfileSettingsPage({ params }: { params: WorkspaceParams }) {
  const actor = await requireActor(params)
  if (!canActor(actor, 'admin')) return <NoPermission what="what is learned about people" />
  const client = makeQueryClient()
  await Promise.all([
    client.prefetchQuery(profileSettingsQuery(() => getProfileSettings(actor, {}))),
    client.prefetchQuery(modelsQuery(() => listAvailableModels(actor, {}))),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ProfileSettingsScreen />
    </HydrationBoundary>
  )
}
