import { ablationRefSchema, ablationSummarySchema } from '@/lib/schemas/query-sets/ablation'
import { verb } from '@/lib/services/verb'
import { endAblation } from './run/continue-ablating'
import { findAblationSummary } from './run/find-ablation-summary'

/** Ends an ablation that is running, with what it has found; one that has ended stays as it is. @throws AppError NOT_FOUND */
export const cancelAblation = verb({
  name: 'cancelAblation',
  scope: 'compose',
  effect: 'write',
  input: ablationRefSchema,
  output: ablationSummarySchema,
  run: async ({ workspaceId }, { id }) => {
    await findAblationSummary(workspaceId, id)
    await endAblation(workspaceId, id, { status: 'cancelled' })
    return findAblationSummary(workspaceId, id)
  },
})
