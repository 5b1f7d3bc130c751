import { createChangeSchema } from '@/lib/schemas/changes/change-inputs'
import { changeRequestSchema } from '@/lib/schemas/changes/change-request'
import { verb } from '@/lib/services/verb'
import { prepareSets } from './edits/query-set-edits'
import { storeEdits } from './edits/store-edits'
import { requireChange } from './reading/find-change-request'

/** @throws AppError as `putChangeEdits` does for its edits; NOT_FOUND, CONFLICT for its target; LIMIT_EXCEEDED */
export const createChangeRequest = verb({
  name: 'createChangeRequest',
  scope: 'write',
  effect: 'write',
  input: createChangeSchema,
  output: changeRequestSchema,
  run: async ({ actor, workspaceId }, { edits, policies, querySets, remaining, filling, ...change }) => {
    const sets = await prepareSets(workspaceId, querySets)
    return requireChange(
      workspaceId,
      await storeEdits(actor, workspaceId, change, edits, { policies, sets, remaining, filling }),
    )
  },
})
