import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/data/query-client'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { canActor } from '@/lib/services/actor'
import { listCompositions } from '@/lib/services/compose/list-compositions'
import { listAvailableModels } from '@/lib/services/providers/list-available-models'
import { BudgetScreen } from './budget-screen'
import { recentCompositionsQuery } from './queries'

export const metadata: Metadata = { title: 'Budget' }

export default async function BudgetPage({ params }: { params: WorkspaceParams }) {
  const actor = await requireActor(params)
  const client = makeQueryClient()
  const [models] = await Promise.all([
    listAvailableModels(actor, {}),
    client.prefetchQuery(recentCompositionsQuery(() => listCompositions(actor, { limit: 30 }))),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <BudgetScreen models={models.items} canSave={canActor(actor, 'write')} canAsk={canActor(actor, 'compose')} />
    </HydrationBoundary>
  )
}
