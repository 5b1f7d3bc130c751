import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/data/query-client'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { canActor } from '@/lib/services/actor'
import { listQuerySets } from '@/lib/services/query-sets/list-query-sets'
import { ChecksScreen } from './checks-screen'
import { querySetsQuery } from './queries'

export const metadata: Metadata = { title: 'Checks' }

export default async function ChecksPage({ params }: { params: WorkspaceParams }) {
  const actor = await requireActor(params)
  const client = makeQueryClient()
  await client.prefetchQuery(querySetsQuery(() => listQuerySets(actor, {})))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ChecksScreen canWrite={canActor(actor, 'write')} canRun={canActor(actor, 'compose')} />
    </HydrationBoundary>
  )
}
