import { prisma } from '@/lib/db/client'
import { FIRST_EMBEDDING_INDEX } from '@/lib/db/start/first-embedding-index'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { localEmbedding } from '@/lib/models/embedding/transformers-embedding'
import type { EmbeddingChoice } from '@/lib/schemas/contexts/embedding'
import { openProviderModel } from './provider-model'

/** Names the offline embedder that is fitted to a workspace's own texts. */
export const LSA_MODEL = 'lsa-256@1'

/** Longer than a query's time: a local server loads its model at the first text. */
const PROBE = 'The quick brown fox jumps over the lazy dog.'
const PROBE_TIMEOUT_MS = 60_000
/** Hundreds of megabytes may have to come first. */
const DOWNLOAD_TIMEOUT_MS = 600_000

/** What an index for a choice is made with. */
export type ChosenModel = {
  kind: 'hash' | 'lsa' | 'provider' | 'transformers'
  modelName: string
  providerId: string | null
  /** 0: known once it is fitted. */
  dimensions: number
}

/** Asks the chosen model for a vector. @throws AppError NOT_FOUND, UPSTREAM that says what to do */
export async function tryOutChoice(workspaceId: string, choice: EmbeddingChoice): Promise<ChosenModel> {
  switch (choice.kind) {
    case 'automatic':
      return { kind: 'lsa', modelName: LSA_MODEL, providerId: null, dimensions: 0 }
    case 'hash': {
      const { modelName, dimensions } = FIRST_EMBEDDING_INDEX
      return { kind: 'hash', modelName, providerId: null, dimensions }
    }
    case 'provider': {
      const { providerId, model: modelName } = choice
      await requireProvider(workspaceId, providerId)
      const model = openProviderModel({ workspaceId, providerId, modelName })
      const [vector] = await model.embedTexts([PROBE], { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS), maxRetries: 0 })
      return { kind: 'provider', modelName, providerId, dimensions: checkVector(modelName, vector) }
    }
    case 'transformers': {
      const { model: modelName, isDownloadAllowed } = choice
      const local = localEmbedding(modelName, { modelsDir: env.modelsDir, isDownloadAllowed })
      const signal = AbortSignal.timeout(isDownloadAllowed ? DOWNLOAD_TIMEOUT_MS : PROBE_TIMEOUT_MS)
      const [vector] = await local.embed([PROBE], { signal })
      return { kind: 'transformers', modelName, providerId: null, dimensions: checkVector(modelName, vector) }
    }
  }
}

async function requireProvider(workspaceId: string, id: string): Promise<void> {
  const provider = await prisma.provider.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: { id: true },
  })
  if (!provider) throw new AppError('NOT_FOUND', 'There is no such provider.', { entity: 'provider', id })
}

function checkVector(model: string, vector: number[] | undefined): number {
  if (vector?.every(Number.isFinite) && vector.some((value) => value !== 0)) return vector.length
  throw new AppError('UPSTREAM', `${model} answered, but not with a vector. Choose a model that is made for embedding.`)
}
