import { putChangeEditsSchema } from '@/lib/schemas/changes/change-inputs'
import { changeRequestSchema } from '@/lib/schemas/changes/change-request'
import { verb } from '@/lib/services/verb'
import { prepareSets } from './edits/query-set-edits'
import { storeEdits } from './edits/store-edits'
import { requireChange } from './reading/find-change-request'

/**
 * Puts edits, policies and query sets into an open change request, each in place of the one before of its module, policy or
 * set; with production's newest version as `baseVersion`, that is how a conflict is resolved.
 * @throws AppError NOT_FOUND; CONFLICT for a request that has ended or an edit that somebody changed; VALIDATION with the
 *   problems of a text; LIMIT_EXCEEDED
 */
export const putChangeEdits = verb({
  name: 'putChangeEdits',
  scope: 'write',
  effect: 'write',
  input: putChangeEditsSchema,
  output: changeRequestSchema,
  run: async ({ actor, workspaceId }, { number, edits, policies, querySets, remaining, filling }) => {
    const sets = await prepareSets(workspaceId, querySets)
    return requireChange(
      workspaceId,
      await storeEdits(actor, workspaceId, { number }, edits, { policies, sets, remaining, filling }),
    )
  },
})
