import { releaseOf } from '@/lib/db/releases/release'
import { runQuerySetSchema, runSummarySchema } from '@/lib/schemas/query-sets/check-run'
import { verb } from '@/lib/services/verb'
import { beginRun } from './runs/begin-run'

/**
 * Begins a run of a query set on a release, and works on it for a moment. While the run's status is `running`, call
 * `continueCheckRun` to go on. The oldest runs of the set are deleted when there are too many.
 * @throws AppError NOT_FOUND; VALIDATION for a set without queries
 */
export const runQuerySet = verb({
  name: 'runQuerySet',
  scope: 'compose',
  effect: 'write',
  input: runQuerySetSchema,
  output: runSummarySchema,
  run: async ({ actor, workspaceId }, { id, release }) =>
    beginRun(actor, id, releaseOf(workspaceId, release).releaseId),
})
