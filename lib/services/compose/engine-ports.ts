import { openRetrieval } from '@/lib/db/retrieval/open'
import { type ComposeRequest, type EnginePorts, loadRequestTokenizer } from '@/lib/engine'
import { env } from '@/lib/env'
import { Slice } from '@/lib/in-slices'
import { openEmbedding } from '@/lib/indexing/embedding/open-embedding'
import { localReranking } from '@/lib/models/transformers-reranking'

type Asked = Pick<ComposeRequest, 'workspaceId' | 'revision' | 'releaseId' | 'model' | 'tokenPercent' | 'policy'>

/** Whether a request is composed with a model that may keep it waiting. */
export async function asksModels({ workspaceId, revision, policy }: Asked): Promise<boolean> {
  const { port } = await openEmbedding(workspaceId, revision)
  return port.seesMeaning === true || policy.settings.rerank.crossEncoder !== undefined
}

/**
 * The stores and models that a request is composed with.
 * @param isByWords without the models that may keep it waiting
 */
export async function createEnginePorts(request: Asked, isByWords = false): Promise<EnginePorts> {
  const { workspaceId, revision, releaseId, policy } = request
  const { crossEncoderTimeoutMs: timeoutMs, ...rerank } = policy.settings.rerank
  const crossEncoder = isByWords ? undefined : rerank.crossEncoder
  const embedding = await openEmbedding(workspaceId, revision)
  const port = isByWords && embedding.port.seesMeaning ? undefined : embedding.port
  const slice = new Slice()
  return {
    retrieval: openRetrieval({ workspaceId, releaseId, revision, embeddingModel: embedding.indexId }),
    ...(port ? { embedding: port } : {}),
    ...(crossEncoder ? { reranking: localReranking(crossEncoder, { modelsDir: env.modelsDir, timeoutMs }) } : {}),
    tokenizer: await loadRequestTokenizer(request),
    now: () => performance.now(),
    giveWay: () => (slice.isOver ? slice.next() : undefined),
  }
}
