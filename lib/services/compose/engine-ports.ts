import { createRetrievalPort } from '@/lib/db/retrieval'
import { type ComposeRequest, type EnginePorts, loadTokenizer } from '@/lib/engine'
import { openEmbedding } from '@/lib/services/embeddings/open-embedding'

/** The stores and models that a request is composed with. */
export async function createEnginePorts(
  request: Pick<ComposeRequest, 'workspaceId' | 'revision' | 'releaseId' | 'model'>,
): Promise<EnginePorts> {
  const { workspaceId, revision, releaseId, model } = request
  const embedding = await openEmbedding(workspaceId, revision)
  return {
    retrieval: createRetrievalPort({ workspaceId, releaseId, revision, embeddingModel: embedding.indexId }),
    embedding: embedding.port,
    tokenizer: await loadTokenizer(model.family),
    now: () => performance.now(),
  }
}
