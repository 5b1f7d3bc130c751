import { answerComparisonRefSchema, answerComparisonSummarySchema } from '@/lib/schemas/changes/answer-comparison'
import { verb } from '@/lib/services/verb'
import { endComparison, requireComparison } from './rows/stored-comparison'

/** Ends one that is running, with the answers that it has; one that has ended stays as it is. @throws AppError NOT_FOUND */
export const cancelAnswerComparison = verb({
  name: 'cancelAnswerComparison',
  scope: 'compose',
  effect: 'write',
  input: answerComparisonRefSchema,
  output: answerComparisonSummarySchema,
  run: async ({ workspaceId }, { id }) => {
    await requireComparison(workspaceId, id)
    await endComparison(workspaceId, id, { status: 'cancelled' })
    return requireComparison(workspaceId, id)
  },
})
