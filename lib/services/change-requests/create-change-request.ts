import { changeRequestSchema, createChangeSchema } from '@/lib/schemas/change-request'
import { verb } from '@/lib/services/verb'
import { requireChange } from './find-change-request'
import { prepareSets } from './query-set-edits'
import { storeEdits } from './store-edits'

/** @throws AppError as `putChangeEdits` does for its edits; NOT_FOUND, CONFLICT for its target; LIMIT_EXCEEDED */
export const createChangeRequest = verb({
  name: 'createChangeRequest',
  scope: 'write',
  effect: 'write',
  input: createChangeSchema,
  output: changeRequestSchema,
  run: async ({ actor, workspaceId }, { edits, policies, querySets, ...change }) => {
    const sets = await prepareSets(workspaceId, querySets)
    return requireChange(workspaceId, await storeEdits(actor, workspaceId, change, edits, { policies, sets }))
  },
})
