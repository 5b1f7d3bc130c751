import { toUnavailable } from '@/lib/db/to-unavailable'
import { log } from '@/lib/log'
import { describeModelFailure } from '@/lib/models/describe-model-failure'

/** Why a job failed, as every reader of the workspace may see it; what nobody foresaw goes to stderr, under the job's id. */
export function describeJobError(error: unknown, job: { id: string; name: string }): string {
  const known = toUnavailable(error)?.message ?? describeModelFailure(error, 'The model')
  if (known) return known
  log('error', 'a job failed', { id: job.id, name: job.name }, error)
  return `Failed unexpectedly. The server’s log says why, under ${job.id}.`
}
