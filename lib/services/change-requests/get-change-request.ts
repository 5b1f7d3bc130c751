import { changeRefSchema, changeRequestSchema } from '@/lib/schemas/changes/change-request'
import { verb } from '@/lib/services/verb'
import { requireChange } from './reading/find-change-request'

/** A change request with its edits, without their texts. @throws AppError NOT_FOUND. */
export const getChangeRequest = verb({
  name: 'getChangeRequest',
  scope: 'read',
  effect: 'read',
  input: changeRefSchema,
  output: changeRequestSchema,
  run: async ({ workspaceId }, { number }) => requireChange(workspaceId, number),
})
