import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/data/query-client'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { canActor } from '@/lib/services/actor'
import { getCleaner } from '@/lib/services/cleaner/get-cleaner'
import { NoPermission } from '../no-permission'
import { CleanerScreen } from './cleaner-screen'
import { cleanerQuery } from './queries'

export const metadata: Metadata = { title: 'Cleaner' }

export default async function CleanerPage({ params }: { params: WorkspaceParams }) {
  const actor = await requireActor(params)
  if (!canActor(actor, 'admin')) return <NoPermission what="what is left out of texts" />
  const client = makeQueryClient()
  await client.prefetchQuery(cleanerQuery(() => getCleaner(actor, {})))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <CleanerScreen />
    </HydrationBoundary>
  )
}
