import { releaseOf } from '@/lib/db/release'
import { runQuerySetSchema, runSummarySchema } from '@/lib/schemas/check-run'
import { verb } from '@/lib/services/verb'
import { beginRun } from './runs/begin-run'

/**
 * Begins to hold a query set against a release, and works on it for a moment; while the run's status is `running`,
 * `continueCheckRun` goes on. The oldest runs of the set are deleted when there are too many.
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
