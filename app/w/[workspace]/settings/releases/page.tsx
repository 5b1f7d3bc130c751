import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/data/query-client'
import { releasesQuery } from '@/components/data/releases-query'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { canActor } from '@/lib/services/actor'
import { listReleases } from '@/lib/services/releases/list-releases'
import { ReleasesSection } from './releases-section'

export const metadata: Metadata = { title: 'Releases' }

export default async function ReleasesPage({ params }: { params: WorkspaceParams }) {
  const actor = await requireActor(params)
  const client = makeQueryClient()
  await client.prefetchQuery(releasesQuery(() => listReleases(actor, { changes: 'with' })))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ReleasesSection canWrite={canActor(actor, 'write')} canAdmin={canActor(actor, 'admin')} />
    </HydrationBoundary>
  )
}
