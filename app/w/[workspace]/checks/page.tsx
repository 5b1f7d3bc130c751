import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { makeQueryClient } from '@/components/data/query-client'
import { querySetsQuery } from '@/components/data/query-sets-query'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { canActor } from '@/lib/services/actor'
import { listQuerySets } from '@/lib/services/query-sets/list-query-sets'
import { ChecksScreen } from './checks-screen'
import { checksSearchParams } from './search-params'

export const metadata: Metadata = { title: 'Checks' }

const load = createLoader(checksSearchParams)

type ChecksPageProps = { params: WorkspaceParams; searchParams: Promise<SearchParams> }

export default async function ChecksPage({ params, searchParams }: ChecksPageProps) {
  const actor = await requireActor(params)
  const release = (await load(searchParams)).release ?? undefined
  const client = makeQueryClient()
  await client.prefetchQuery(querySetsQuery(release, () => listQuerySets(actor, { release })))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ChecksScreen canWrite={canActor(actor, 'write')} canRun={canActor(actor, 'compose')} />
    </HydrationBoundary>
  )
}
