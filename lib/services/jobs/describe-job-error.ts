import { AppError } from '@/lib/errors'
import { describeUpstreamError } from '@/lib/models/describe-upstream-error'

/**
 * Why a job failed, as every reader of the workspace may see it. What nobody foresaw can hold anything, such as
 * statements or paths: that goes to stderr alone, under the job's id.
 */
export function describeJobError(error: unknown, job: { id: string; name: string }): string {
  if (error instanceof AppError) return error.message
  const known = describeUpstreamError(error, 'The model')
  if (known) return known.message
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return 'The model took too long to answer. Check that it runs and is not overloaded.'
  }
  process.stderr.write(`jobs: ${job.name} ${job.id} failed: ${error instanceof Error ? error.stack : String(error)}\n`)
  return `Failed unexpectedly. The server’s log says why, under ${job.id}.`
}
