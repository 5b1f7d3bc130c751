import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { makeQueryClient } from '@/components/data/query-client'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { canActor } from '@/lib/services/actor'
import { listModuleFacets } from '@/lib/services/modules/list-module-facets'
import { listModules } from '@/lib/services/modules/list-modules'
import { ModulesScreen } from './modules-screen'
import { facetsQuery, modulesQuery } from './queries'
import { loadModulesSearchParams } from './search-params'

export const metadata: Metadata = { title: 'Modules' }

export default async function ModulesPage({
  params,
  searchParams,
}: {
  params: WorkspaceParams
  searchParams: Promise<SearchParams>
}) {
  const actor = await requireActor(params)
  const search = await loadModulesSearchParams(searchParams)
  const client = makeQueryClient()
  await Promise.all([
    client.prefetchInfiniteQuery(modulesQuery(search, undefined, (input) => listModules(actor, input))),
    client.prefetchQuery(facetsQuery(() => listModuleFacets(actor, {}))),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ModulesScreen canWrite={canActor(actor, 'write')} />
    </HydrationBoundary>
  )
}
