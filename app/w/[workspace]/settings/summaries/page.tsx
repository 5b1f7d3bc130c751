import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { modelsQuery } from '@/components/data/models-query'
import { makeQueryClient } from '@/components/data/query-client'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { canActor } from '@/lib/services/actor'
import { listAvailableModels } from '@/lib/services/providers/list-available-models'
import { getSummaryModel } from '@/lib/services/summaries/get-summary-model'
import { NoPermission } from '../no-permission'
import { summaryModelQuery } from './queries'
import { SummariesScreen } from './summaries-screen'

export const metadata: Metadata = { title: 'Summaries' }

export default async function SummariesPage({ params }: { params: WorkspaceParams }) {
  const actor = await requireActor(params)
  if (!canActor(actor, 'admin')) return <NoPermission what="what writes summaries" />
  const client = makeQueryClient()
  await Promise.all([
    client.prefetchQuery(summaryModelQuery(() => getSummaryModel(actor, {}))),
    client.prefetchQuery(modelsQuery(() => listAvailableModels(actor, {}))),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SummariesScreen />
    </HydrationBoundary>
  )
}
