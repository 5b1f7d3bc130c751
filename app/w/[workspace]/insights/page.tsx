import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/data/query-client'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { canActor } from '@/lib/services/actor'
import { listQueryTemplates } from '@/lib/services/query-templates/list-query-templates'
import { InsightsScreen } from './insights-screen'
import { templatesQuery } from './queries'

export const metadata: Metadata = { title: 'Insights' }

export default async function InsightsPage({ params }: { params: WorkspaceParams }) {
  const actor = await requireActor(params)
  const client = makeQueryClient()
  await client.prefetchQuery(templatesQuery(() => listQueryTemplates(actor, {})))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <InsightsScreen
        canWrite={canActor(actor, 'write')}
        canFill={{ ask: canActor(actor, 'compose'), provider: canActor(actor, 'admin') }}
      />
    </HydrationBoundary>
  )
}
