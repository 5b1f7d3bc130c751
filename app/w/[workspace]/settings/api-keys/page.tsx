import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/data/query-client'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { canActor } from '@/lib/services/actor'
import { listApiKeys } from '@/lib/services/api-keys/list-api-keys'
import { NoPermission } from '../no-permission'
import { ApiKeysSection } from './api-keys-section'
import { apiKeysQuery } from './queries'

export const metadata: Metadata = { title: 'API keys' }

export default async function ApiKeysPage({ params }: { params: WorkspaceParams }) {
  const actor = await requireActor(params)
  if (!canActor(actor, 'admin')) return <NoPermission what="API keys" />
  const client = makeQueryClient()
  await client.prefetchQuery(apiKeysQuery(() => listApiKeys(actor, {})))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ApiKeysSection />
    </HydrationBoundary>
  )
}
