import { openRetrieval } from '@/lib/db/retrieval/open'
import { type ComposeRequest, type EnginePorts, loadRequestTokenizer } from '@/lib/engine'
import { env } from '@/lib/env'
import { slice } from '@/lib/in-slices'
import { openEmbedding } from '@/lib/indexing/embedding/open-embedding'
import { storedVectors, vectorsMadeNow } from '@/lib/indexing/messages/compare-messages'
import { localReranking } from '@/lib/models/embedding/transformers-reranking'

type Asked = Pick<
  ComposeRequest,
  'workspaceId' | 'revision' | 'releaseId' | 'model' | 'tokenPercent' | 'policy' | 'turns'
>

export type PortOptions = {
  /** Without the models that may keep it waiting. */
  isByWords?: boolean
  /** Whose messages the turns are; null where they were sent along. */
  conversationId?: string | null
  /** Between the steps; default: in slices. */
  giveWay?: () => Promise<void> | undefined
}

/** Whether a request is composed with a model that may keep it waiting. */
export async function asksModels({ workspaceId, revision, policy }: Asked): Promise<boolean> {
  const { port } = await openEmbedding(workspaceId, revision)
  return port.seesMeaning === true || policy.settings.rerank.crossEncoder !== undefined
}

/** The stores and models that a request is composed with. */
export async function createEnginePorts(
  request: Asked,
  { isByWords = false, conversationId = null, giveWay = nextSlice }: PortOptions = {},
): Promise<EnginePorts> {
  const { workspaceId, revision, releaseId, policy, model, tokenPercent } = request
  const { crossEncoderTimeoutMs: timeoutMs, ...rerank } = policy.settings.rerank
  const crossEncoder = isByWords ? undefined : rerank.crossEncoder
  const embedding = await openEmbedding(workspaceId, revision)
  const port = isByWords && embedding.port.seesMeaning ? undefined : embedding.port
  return {
    retrieval: openRetrieval({ workspaceId, releaseId, revision, embeddingModel: embedding.indexId }),
    ...(port ? { embedding: port } : {}),
    ...(port && request.turns.length > 0 ? turnVectorsOf(embedding, { workspaceId, conversationId }) : {}),
    ...(crossEncoder ? { reranking: localReranking(crossEncoder, { modelsDir: env.modelsDir, timeoutMs }) } : {}),
    // a vocabulary of the model's own is read where texts are worked on
    tokenizer: await loadRequestTokenizer({ model, tokenPercent }),
    now: () => performance.now(),
    giveWay,
  }
}

const nextSlice = () => (slice.isOver ? slice.next() : undefined)

function turnVectorsOf(
  { indexId, embedMessages }: Awaited<ReturnType<typeof openEmbedding>>,
  { workspaceId, conversationId }: { workspaceId: string; conversationId: string | null },
): Pick<EnginePorts, 'turnVectors'> {
  if (!embedMessages) return {}
  if (conversationId === null) return { turnVectors: vectorsMadeNow(embedMessages) }
  return { turnVectors: storedVectors({ workspaceId, conversationId, indexId }) }
}
