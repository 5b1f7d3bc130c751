import { changeRefSchema, changeRequestSchema } from '@/lib/schemas/changes/change-request'
import { verb } from '@/lib/services/verb'
import { requireChange } from './reading/find-change-request'
import { queueCheckChange } from './reviews/queue-check-change'

/**
 * A change request with its edits, without their texts. Whoever looks at one whose checks are of an earlier state has them
 * run again, in the background.
 * @throws AppError NOT_FOUND
 */
export const getChangeRequest = verb({
  name: 'getChangeRequest',
  scope: 'read',
  effect: 'read',
  input: changeRefSchema,
  output: changeRequestSchema,
  run: async ({ workspaceId }, { number }) => {
    const change = await requireChange(workspaceId, number)
    const { status, checksState } = change
    if (status === 'open' && (checksState === 'earlier' || checksState === 'unrun')) {
      void queueCheckChange(workspaceId, number)
    }
    return change
  },
})
