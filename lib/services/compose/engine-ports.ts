import { createRetrievalPort } from '@/lib/db/retrieval'
import { type ComposeRequest, type EnginePorts, loadRequestTokenizer } from '@/lib/engine'
import { openEmbedding } from '@/lib/services/embeddings/open-embedding'

/** The stores and models that a request is composed with. */
export async function createEnginePorts(
  request: Pick<ComposeRequest, 'workspaceId' | 'revision' | 'releaseId' | 'model' | 'tokenPercent'>,
): Promise<EnginePorts> {
  const { workspaceId, revision, releaseId } = request
  const embedding = await openEmbedding(workspaceId, revision)
  return {
    retrieval: createRetrievalPort({ workspaceId, releaseId, revision, embeddingModel: embedding.indexId }),
    embedding: embedding.port,
    tokenizer: await loadRequestTokenizer(request),
    now: () => performance.now(),
  }
}
