import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { modelsQuery } from '@/components/data/models-query'
import { makeQueryClient } from '@/components/data/query-client'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { canActor } from '@/lib/services/actor'
import { listAvailableModels } from '@/lib/services/providers/list-available-models'
import { listProviders } from '@/lib/services/providers/list-providers'
import { listTokenCalibrations } from '@/lib/services/token-calibrations/list-token-calibrations'
import { NoPermission } from '../no-permission'
import { DefaultModelSection } from './default-model-section'
import { ProvidersSection } from './providers-section'
import { providersQuery, tokenCalibrationsQuery } from './queries'
import { TokenCountsSection } from './token-counts-section'

export const metadata: Metadata = { title: 'Providers' }

export default async function ProvidersPage({ params }: { params: WorkspaceParams }) {
  const actor = await requireActor(params)
  if (!canActor(actor, 'admin')) return <NoPermission what="providers" />
  const client = makeQueryClient()
  await Promise.all([
    client.prefetchQuery(providersQuery(() => listProviders(actor, {}))),
    client.prefetchQuery(modelsQuery(() => listAvailableModels(actor, {}))),
    client.prefetchQuery(tokenCalibrationsQuery(() => listTokenCalibrations(actor, {}))),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ProvidersSection />
      <DefaultModelSection />
      <TokenCountsSection />
    </HydrationBoundary>
  )
}
