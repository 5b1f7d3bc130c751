import { runRefSchema, runSummarySchema } from '@/lib/schemas/query-sets/check-run'
import { verb } from '@/lib/services/verb'
import { findRunSummary } from './rows/stored-run'
import { endRun } from './runs/continue-run'

/** Ends a run that is running and keeps its results. A run that has ended stays as it is. @throws AppError NOT_FOUND */
export const cancelCheckRun = verb({
  name: 'cancelCheckRun',
  scope: 'compose',
  effect: 'write',
  input: runRefSchema,
  output: runSummarySchema,
  run: async ({ workspaceId }, { id }) => {
    await findRunSummary(workspaceId, id)
    await endRun(workspaceId, id, { status: 'cancelled' })
    return findRunSummary(workspaceId, id)
  },
})
