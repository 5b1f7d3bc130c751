import { createRetrievalPort } from '@/lib/db/retrieval'
import { type ComposeRequest, type EnginePorts, loadTokenizer } from '@/lib/engine'
import { offlineEmbedding } from '@/lib/models/offline-embedding'

/** The stores and models that a request is composed with. */
export async function createEnginePorts(
  request: Pick<ComposeRequest, 'workspaceId' | 'releaseId' | 'revision' | 'model'>,
): Promise<EnginePorts> {
  const { workspaceId, releaseId, revision, model } = request
  return {
    retrieval: createRetrievalPort({ workspaceId, releaseId, revision, embeddingModel: offlineEmbedding.model }),
    embedding: offlineEmbedding,
    tokenizer: await loadTokenizer(model.family),
    now: () => performance.now(),
  }
}
