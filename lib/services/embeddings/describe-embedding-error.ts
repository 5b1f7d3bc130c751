import { AppError } from '@/lib/errors'
import { describeUpstreamError } from '@/lib/models/describe-upstream-error'
import type { EmbeddingIndexRow } from './embedding-index'

/** What went wrong while embedding, and what to do, as one sentence for an administrator. */
export function describeEmbeddingError(error: unknown, index: Pick<EmbeddingIndexRow, 'modelName'>): string {
  if (error instanceof AppError) return error.message
  const known = describeUpstreamError(error, index.modelName)
  if (known) return known.message
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return `${index.modelName} took too long to answer. Check that it runs and is not overloaded, then try again.`
  }
  return `${index.modelName} failed: ${error instanceof Error ? error.message : String(error)}`
}
