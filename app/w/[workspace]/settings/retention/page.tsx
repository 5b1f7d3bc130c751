import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/data/query-client'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { canActor } from '@/lib/services/actor'
import { getRetention } from '@/lib/services/retention/get-retention'
import { retentionQuery } from './queries'
import { RetentionScreen } from './retention-screen'

export const metadata: Metadata = { title: 'Retention' }

export default async function RetentionPage({ params }: { params: WorkspaceParams }) {
  const actor = await requireActor(params)
  const client = makeQueryClient()
  await client.prefetchQuery(retentionQuery(() => getRetention(actor, {})))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RetentionScreen canChange={canActor(actor, 'admin')} />
    </HydrationBoundary>
  )
}
