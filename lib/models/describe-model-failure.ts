import { AppError } from '@/lib/errors'
import { describeUpstreamError } from './describe-upstream-error'

/**
 * Why background work with a model failed, as one sentence that every reader of the workspace may see. Undefined for what
 * nobody foresaw: that can hold anything, such as statements or paths, and belongs into the log alone.
 */
export function describeModelFailure(error: unknown, modelName: string): string | undefined {
  if (error instanceof AppError) return error.message
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return `${modelName} took too long to answer. Check that it runs and is not overloaded, then try again.`
  }
  return describeUpstreamError(error, modelName)?.message
}
