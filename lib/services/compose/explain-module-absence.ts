import { describeReason, explainAbsence } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { absenceSchema, explainAbsenceSchema } from '@/lib/schemas/contexts/composition'
import { verb } from '@/lib/services/verb'
import { requireComposition } from './rows/find-composition'
import { listChangesSince } from './rows/list-changes-since'
import { loadModuleStates } from './rows/load-module-states'

/** Why a module is, or is not, in a composition. @throws AppError NOT_FOUND for the module or the composition. */
export const explainModuleAbsence = verb({
  name: 'explainModuleAbsence',
  scope: 'read',
  effect: 'read',
  input: explainAbsenceSchema,
  output: absenceSchema,
  run: async ({ actor, workspaceId }, { id, moduleId }) => {
    const { stored, trace, summary } = await requireComposition(actor, id)
    const candidates = trace.candidates.filter((candidate) => candidate.moduleId === moduleId)
    const told = candidates.find((candidate) => candidate.fate === 'included') ?? candidates[0]
    const changes = await listChangesSince(workspaceId, { trace, summary }, told ? undefined : moduleId)
    if (told) {
      const { reason, because, detail = describeReason(reason, because), fate } = told
      return {
        moduleId,
        isIncluded: fate === 'included',
        reason,
        ...(because && { because }),
        detail,
        changes,
        candidates,
      }
    }
    const [state] = await loadModuleStates(workspaceId, trace.releaseId, [moduleId])
    if (!state) throw new AppError('NOT_FOUND', `There is no module ${moduleId}.`, { entity: 'module', id: moduleId })
    const { reason, because } = explainAbsence(state, trace, stored.request) ?? { reason: 'not_retrieved' }
    const detail = describeReason(reason, because)
    return { moduleId, isIncluded: false, reason, ...(because && { because }), detail, changes, candidates }
  },
})
