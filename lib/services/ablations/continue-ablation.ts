import { ablationRefSchema, ablationSummarySchema } from '@/lib/schemas/query-sets/ablation'
import { verb } from '@/lib/services/verb'
import { continueAblating } from './run/continue-ablating'

/** Goes on with an ablation for a moment; one that has ended stays as it is. @throws AppError NOT_FOUND */
export const continueAblation = verb({
  name: 'continueAblation',
  scope: 'compose',
  effect: 'write',
  input: ablationRefSchema,
  output: ablationSummarySchema,
  run: async ({ actor }, { id }) => continueAblating(actor, id),
})
