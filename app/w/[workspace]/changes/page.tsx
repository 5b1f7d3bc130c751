import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { createLoader } from 'nuqs/server'
import { makeQueryClient } from '@/components/data/query-client'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { canActor } from '@/lib/services/actor'
import { listChangeRequests } from '@/lib/services/change-requests/list-change-requests'
import { ChangesScreen } from './changes-screen'
import { changesQuery, toListed } from './queries'
import { changesSearchParams } from './search-params'

export const metadata: Metadata = { title: 'Changes' }

const load = createLoader(changesSearchParams)

type ChangesPageProps = { params: WorkspaceParams; searchParams: Promise<SearchParams> }

export default async function ChangesPage({ params, searchParams }: ChangesPageProps) {
  const actor = await requireActor(params)
  const { status, into } = await load(searchParams)
  const client = makeQueryClient()
  const input = { ...toListed(status), ...(into === null ? {} : { target: into }) }
  await client.prefetchInfiniteQuery(changesQuery(status, into, () => listChangeRequests(actor, input)))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ChangesScreen canWrite={canActor(actor, 'write')} />
    </HydrationBoundary>
  )
}
