import { openRetrieval } from '@/lib/db/retrieval/open'
import { type ComposeRequest, type EnginePorts, loadRequestTokenizer } from '@/lib/engine'
import { env } from '@/lib/env'
import { Slice } from '@/lib/in-slices'
import { openEmbedding } from '@/lib/indexing/embedding/open-embedding'
import { localReranking } from '@/lib/models/transformers-reranking'

/** The stores and models that a request is composed with. */
export async function createEnginePorts(
  request: Pick<ComposeRequest, 'workspaceId' | 'revision' | 'releaseId' | 'model' | 'tokenPercent' | 'policy'>,
): Promise<EnginePorts> {
  const { workspaceId, revision, releaseId, policy } = request
  const { crossEncoder, crossEncoderTimeoutMs: timeoutMs } = policy.settings.rerank
  const embedding = await openEmbedding(workspaceId, revision)
  const slice = new Slice()
  return {
    retrieval: openRetrieval({ workspaceId, releaseId, revision, embeddingModel: embedding.indexId }),
    embedding: embedding.port,
    ...(crossEncoder ? { reranking: localReranking(crossEncoder, { modelsDir: env.modelsDir, timeoutMs }) } : {}),
    tokenizer: await loadRequestTokenizer(request),
    now: () => performance.now(),
    giveWay: () => (slice.isOver ? slice.next() : undefined),
  }
}
