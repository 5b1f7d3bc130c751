import { runRefSchema, runSummarySchema } from '@/lib/schemas/query-sets/check-run'
import { verb } from '@/lib/services/verb'
import { continueRun } from './runs/continue-run'

/** Goes on with a run for a moment. A run that has ended stays as it is. @throws AppError NOT_FOUND */
export const continueCheckRun = verb({
  name: 'continueCheckRun',
  scope: 'compose',
  effect: 'write',
  input: runRefSchema,
  output: runSummarySchema,
  run: async ({ actor }, { id }) => continueRun(actor, id),
})
