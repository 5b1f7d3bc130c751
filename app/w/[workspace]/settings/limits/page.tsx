import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/data/query-client'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { canActor } from '@/lib/services/actor'
import { listUsageLimits } from '@/lib/services/usage-limits/list-usage-limits'
import { LimitsSection } from './limits-section'
import { limitsQuery } from './queries'

export const metadata: Metadata = { title: 'Usage limits' }

export default async function LimitsPage({ params }: { params: WorkspaceParams }) {
  const actor = await requireActor(params)
  const client = makeQueryClient()
  await client.prefetchQuery(limitsQuery(() => listUsageLimits(actor, {})))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <LimitsSection canChange={canActor(actor, 'admin')} />
    </HydrationBoundary>
  )
}
