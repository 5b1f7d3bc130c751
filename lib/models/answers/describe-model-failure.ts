import { describeUpstreamError } from '@/lib/models/providers/describe-upstream-error'

/**
 * Why background work with a model failed, as one sentence that every reader of the workspace may see. Undefined for what
 * nobody foresaw: that can hold anything, such as statements or paths, and belongs into the log alone.
 */
export function describeModelFailure(error: unknown, modelName: string): string | undefined {
  return describeUpstreamError(error, modelName)?.message
}
