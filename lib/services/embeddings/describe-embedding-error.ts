import { AppError } from '@/lib/errors'
import { describeUpstreamError } from '@/lib/models/describe-upstream-error'
import type { EmbeddingIndexRow } from './embedding-index'

/**
 * What went wrong while embedding, and what to do, as one sentence that every reader of the workspace may see. What nobody
 * foresaw can hold anything, such as statements or paths: that goes to stderr alone.
 */
export function describeEmbeddingError(error: unknown, { modelName }: Pick<EmbeddingIndexRow, 'modelName'>): string {
  if (error instanceof AppError) return error.message
  const known = describeUpstreamError(error, modelName)
  if (known) return known.message
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return `${modelName} took too long to answer. Check that it runs and is not overloaded, then try again.`
  }
  process.stderr.write(`embedding: ${modelName} failed: ${error instanceof Error ? error.stack : String(error)}\n`)
  return `${modelName} failed unexpectedly. The server’s log says why; try again, or choose another embedding model.`
}
