import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/data/query-client'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { canActor } from '@/lib/services/actor'
import { getEmbedding } from '@/lib/services/embeddings/get-embedding'
import { listEmbeddingModels } from '@/lib/services/embeddings/list-embedding-models'
import { NoPermission } from '../no-permission'
import { EmbeddingScreen } from './embedding-screen'
import { embeddingModelsQuery, embeddingQuery } from './queries'

export const metadata: Metadata = { title: 'Embedding' }

export default async function EmbeddingPage({ params }: { params: WorkspaceParams }) {
  const actor = await requireActor(params)
  if (!canActor(actor, 'admin')) return <NoPermission what="how texts are embedded" />
  const client = makeQueryClient()
  await Promise.all([
    client.prefetchQuery(embeddingQuery(() => getEmbedding(actor, {}))),
    client.prefetchQuery(embeddingModelsQuery(() => listEmbeddingModels(actor, {}))),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <EmbeddingScreen />
    </HydrationBoundary>
  )
}
