import { toUnavailable } from '@/lib/db/to-unavailable'
import { log } from '@/lib/log'
import { describeModelFailure } from '@/lib/models/answers/describe-model-failure'
import type { EmbeddingIndexRow } from './embedding-index'

/** What went wrong while embedding, and what to do, for every reader of the workspace; the unforeseen goes to stderr. */
export function describeEmbeddingError(error: unknown, { modelName }: Pick<EmbeddingIndexRow, 'modelName'>): string {
  const known = toUnavailable(error)?.message ?? describeModelFailure(error, modelName)
  if (known) return known
  log('error', 'embedding failed', { modelName }, error)
  return `${modelName} failed unexpectedly. The server’s log says why; try again, or choose another embedding model.`
}
