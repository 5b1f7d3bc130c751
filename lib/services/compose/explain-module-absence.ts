import { prisma } from '@/lib/db/client'
import { findEntries } from '@/lib/db/releases/release-entries'
import { ACTIVATIONS, describeReason, explainAbsence, type ModuleState, PRIORITIES } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { absenceSchema, explainAbsenceSchema } from '@/lib/schemas/composition'
import { verb } from '@/lib/services/verb'
import { requireComposition } from './find-composition'
import { listChangesSince } from './list-changes-since'

async function loadModuleState(workspaceId: string, releaseId: string, moduleId: string): Promise<ModuleState> {
  const module = await prisma.module.findUnique({
    where: { workspaceId_id: { workspaceId, id: moduleId } },
    select: { archivedAt: true, latestVersion: true },
  })
  if (!module) throw new AppError('NOT_FOUND', `There is no module ${moduleId}.`, { entity: 'module', id: moduleId })
  const [entry] = await findEntries(workspaceId, releaseId, [moduleId])
  const version = await prisma.moduleVersion.findFirst({
    where: { workspaceId, moduleId, version: entry?.version ?? module.latestVersion },
    select: { activation: true, category: true, tags: true, priority: true },
  })
  return {
    moduleId,
    status: module.archivedAt ? 'disabled' : 'active',
    isInRelease: entry !== undefined,
    activation: ACTIVATIONS.find((known) => known === version?.activation) ?? 'semantic',
    priority: PRIORITIES.find((known) => known === version?.priority) ?? 'medium',
    tags: version?.tags ?? [],
    ...(version?.category ? { category: version.category } : {}),
  }
}

/** Why a module is, or is not, in a composition. @throws AppError NOT_FOUND for either of them. */
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
    const state = await loadModuleState(workspaceId, trace.releaseId, moduleId)
    const { reason, because } = explainAbsence(state, trace, stored.request) ?? { reason: 'not_retrieved' }
    const detail = describeReason(reason, because)
    return { moduleId, isIncluded: false, reason, ...(because && { because }), detail, changes, candidates }
  },
})
