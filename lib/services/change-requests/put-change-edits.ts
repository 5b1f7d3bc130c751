import { changeRequestSchema, putChangeEditsSchema } from '@/lib/schemas/change-request'
import { verb } from '@/lib/services/verb'
import { requireChange } from './find-change-request'
import { storeEdits } from './store-edits'

/**
 * Puts edits and policies into an open change request, each in place of the one before of its module or policy; with production's newest version as
 * `baseVersion`, that is how a conflict is resolved.
 * @throws AppError NOT_FOUND; CONFLICT for a request that has ended or an edit that somebody changed; VALIDATION with the
 *   problems of a text; LIMIT_EXCEEDED
 */
export const putChangeEdits = verb({
  name: 'putChangeEdits',
  scope: 'write',
  effect: 'write',
  input: putChangeEditsSchema,
  output: changeRequestSchema,
  run: async ({ actor, workspaceId }, { number, edits, policies }) =>
    requireChange(workspaceId, await storeEdits(actor, workspaceId, { number }, edits, { policies })),
})
