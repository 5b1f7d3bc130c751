import { prisma } from '@/lib/db/client'
import { ACTIVATIONS, explainAbsence, type ModuleState, PRIORITIES } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { type AbsenceDto, explainAbsenceSchema } from '@/lib/schemas/composition'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { requireComposition } from './find-composition'

async function loadModuleState(workspaceId: string, releaseId: string, moduleId: string): Promise<ModuleState> {
  const module = await prisma.module.findUnique({
    where: { workspaceId_id: { workspaceId, id: moduleId } },
    select: { archivedAt: true, latestVersion: true },
  })
  if (!module) throw new AppError('NOT_FOUND', `There is no module ${moduleId}.`, { entity: 'module', id: moduleId })
  const entry = await prisma.releaseEntry.findUnique({
    where: { workspaceId_releaseId_moduleId: { workspaceId, releaseId, moduleId } },
    select: { version: true },
  })
  const version = await prisma.moduleVersion.findFirst({
    where: { workspaceId, moduleId, version: entry?.version ?? module.latestVersion },
    select: { activation: true, category: true, tags: true, priority: true },
  })
  return {
    moduleId,
    status: module.archivedAt ? 'disabled' : 'active',
    isInRelease: entry !== null,
    activation: ACTIVATIONS.find((known) => known === version?.activation) ?? 'semantic',
    priority: PRIORITIES.find((known) => known === version?.priority) ?? 'medium',
    tags: version?.tags ?? [],
    ...(version?.category ? { category: version.category } : {}),
  }
}

/** Why a module is, or is not, in a composition. @throws AppError NOT_FOUND for either of them. */
export async function explainModuleAbsence(actor: Actor, input: unknown): Promise<AbsenceDto> {
  const { workspaceId } = authorize(actor, 'read')
  const { id, moduleId } = parseInput(explainAbsenceSchema, input)
  const { stored, trace, summary } = await requireComposition(actor, id)
  const { revision } = await prisma.workspaceState.findUniqueOrThrow({
    where: { workspaceId },
    select: { revision: true },
  })
  const isCurrent = revision === summary.revision
  const candidates = trace.candidates.filter((candidate) => candidate.moduleId === moduleId)
  const told = candidates.find((candidate) => candidate.fate === 'included') ?? candidates[0]
  if (told) {
    const { reason, detail = '' } = told
    return { moduleId, isIncluded: told.fate === 'included', reason, detail, isCurrent, candidates }
  }
  const state = await loadModuleState(workspaceId, trace.releaseId, moduleId)
  const { reason, detail } = explainAbsence(state, trace, stored.request) ?? { reason: 'not_retrieved', detail: '' }
  return { moduleId, isIncluded: false, reason, detail, isCurrent, candidates }
}
