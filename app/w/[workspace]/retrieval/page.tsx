import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/data/query-client'
import { releasesQuery } from '@/components/data/releases-query'
import { policyQuery, rerankingModelsQuery } from '@/components/policy/policy-query'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine'
import { findable } from '@/lib/schemas/contexts/suggest-questions'
import { canActor } from '@/lib/services/actor'
import { listCompositions } from '@/lib/services/compose/list-compositions'
import { listModules } from '@/lib/services/modules/list-modules'
import { getPolicy } from '@/lib/services/policies/get-policy'
import { listPolicies } from '@/lib/services/policies/list-policies'
import { listRerankingModels } from '@/lib/services/policies/list-reranking-models'
import { listReleases } from '@/lib/services/releases/list-releases'
import { RetrievalScreen } from './retrieval-screen'

export const metadata: Metadata = { title: 'Retrieval' }

const SUGGESTIONS = 4
/** Modules, the most used first, that they are chosen from. */
const SUGGESTED_FROM = 50

export default async function RetrievalPage({ params }: { params: WorkspaceParams }) {
  const actor = await requireActor(params)
  const client = makeQueryClient()
  const [policies, compositions, modules] = await Promise.all([
    listPolicies(actor, {}),
    listCompositions(actor, { limit: 20 }),
    listModules(actor, { limit: SUGGESTED_FROM, sort: '-timesChosen', status: 'published' }),
  ])
  const names = policies.items.map(({ id, name }) => ({ id, name }))
  const defaultId = policies.items.find((policy) => policy.isDefault)?.id ?? 'default'
  await Promise.all([
    client.prefetchQuery(policyQuery(defaultId, () => getPolicy(actor, { id: defaultId }))),
    client.prefetchQuery(releasesQuery(() => listReleases(actor, { changes: 'with' }))),
    client.prefetchQuery(rerankingModelsQuery(() => listRerankingModels(actor, {}))),
  ])
  const asked = [...new Set(compositions.items.map(({ query }) => query.trim()))]
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RetrievalScreen
        policies={names}
        defaultPolicyId={defaultId}
        defaults={DEFAULT_POLICY_SETTINGS}
        canWrite={canActor(actor, 'write')}
        asked={asked.filter((query) => query.length <= 120).slice(0, SUGGESTIONS)}
        topics={findable(modules.items)
          .slice(0, SUGGESTIONS)
          .map(({ name }) => name)}
      />
    </HydrationBoundary>
  )
}
