import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { policiesQuery } from '@/components/data/policies-query'
import { makeQueryClient } from '@/components/data/query-client'
import { policyQuery, rerankingModelsQuery } from '@/components/policy/policy-query'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine'
import { canActor } from '@/lib/services/actor'
import { getPolicy } from '@/lib/services/policies/get-policy'
import { listPolicies } from '@/lib/services/policies/list-policies'
import { listRerankingModels } from '@/lib/services/policies/list-reranking-models'
import { PolicyScreen } from './policy-screen'

export const metadata: Metadata = { title: 'Policy' }

export default async function PolicyPage({ params }: { params: WorkspaceParams }) {
  const actor = await requireActor(params)
  const list = await listPolicies(actor, {})
  const id = list.items.find((policy) => policy.isDefault)?.id ?? 'default'
  const client = makeQueryClient()
  client.setQueryData(policiesQuery().queryKey, list)
  await Promise.all([
    client.prefetchQuery(policyQuery(id, () => getPolicy(actor, { id }))),
    client.prefetchQuery(rerankingModelsQuery(() => listRerankingModels(actor, {}))),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PolicyScreen defaultId={id} canWrite={canActor(actor, 'write')} defaults={DEFAULT_POLICY_SETTINGS} />
    </HydrationBoundary>
  )
}
