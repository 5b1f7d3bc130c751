import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import { AppError } from '@/lib/errors'
import { type EditInput, proposeReleaseSchema } from '@/lib/schemas/changes/change-inputs'
import { changeRequestSchema } from '@/lib/schemas/changes/change-request'
import { LIMITS } from '@/lib/schemas/limits'
import type { ReleaseChangeDto } from '@/lib/schemas/releases/release'
import { readSource } from '@/lib/services/modules/source/read-source'
import { findChanges, releaseNotFound } from '@/lib/services/releases/rows/read-releases'
import { requireNumbered } from '@/lib/services/releases/rows/require-numbered'
import { holdsDraft, isOfMoment } from '@/lib/services/releases/rows/write-entries'
import { verb } from '@/lib/services/verb'
import { openWithEdits } from './edits/open-with-edits'
import { requireChange } from './reading/find-change-request'
import { findTarget, requireTarget } from './record/find-target'

/**
 * Opens a change request that makes production, or another release, what a release is. That promotes what was tried out in
 * it; with a frozen release it rolls back.
 * @throws AppError NOT_FOUND; CONFLICT where the two are the same, for a target that is not changed, or for a module whose
 *   edit would need two; LIMIT_EXCEEDED
 */
export const proposeRelease = verb({
  name: 'proposeRelease',
  scope: 'write',
  effect: 'write',
  input: proposeReleaseSchema,
  output: changeRequestSchema,
  run: async ({ actor, workspaceId }, { id, target: into, title, description = '' }) => {
    const source = await requireSource(workspaceId, id)
    const targetId = await prisma.$transaction((tx) => requireTarget(tx, workspaceId, into))
    const target = await findTarget(prisma, workspaceId, targetId)
    const named = target.isProduction ? 'production' : `“${target.name}”`
    const changes = await findChanges(workspaceId, target.id, id)
    // a text of production that comes back has a number of its own
    const wanted = target.isProduction ? changes.filter(({ isSameText }) => !isSameText) : changes
    const limit = LIMITS.changeEdits
    if (wanted.length > limit) {
      const message = `A change request has at most ${limit} edits, this release differs from ${named} by ${wanted.length} modules.`
      throw new AppError('LIMIT_EXCEEDED', message, { limit, actual: wanted.length })
    }
    if (wanted.length === 0) {
      const message = `${target.isProduction ? 'Production' : `The release ${named}`} holds what this release holds: there is nothing to propose.`
      throw new AppError('CONFLICT', message, { entity: 'release', id })
    }
    const edits = target.isProduction ? await toTextEdits(workspaceId, wanted) : wanted.map(toVersionEdit)
    const promotes = `${id === releaseOf(workspaceId).releaseId ? 'production' : `“${source}”`} into ${named}`
    const change = {
      title: title ?? (target.isProduction ? `Make production “${source}”` : `Promote ${promotes}`),
      description,
      ...(targetId === null ? {} : { target: targetId }),
    }
    return requireChange(workspaceId, await openWithEdits(actor, workspaceId, change, edits))
  },
})

/** @returns what it is called @throws AppError NOT_FOUND; CONFLICT for a release of a change request or of a draft, or with texts of one */
async function requireSource(workspaceId: string, id: string): Promise<string> {
  const release = await prisma.release.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: { name: true, changeNumber: true, draftOf: true, momentAt: true },
  })
  if (!release) throw releaseNotFound(id)
  const { name, changeNumber, draftOf, momentAt } = release
  if (changeNumber !== null) {
    const message = `This release belongs to the change request #${changeNumber}, which proposes it already.`
    throw new AppError('CONFLICT', message, { entity: 'release', id })
  }
  if (draftOf !== null) throw holdsDraft(id, draftOf)
  if (momentAt !== null) throw isOfMoment(id)
  await requireNumbered(prisma, workspaceId, id)
  return name || id
}

const toVersionEdit = ({ moduleId, before, after }: ReleaseChangeDto): EditInput => ({
  ...{ moduleId, kind: 'version', version: after },
  baseVersion: before ?? 0,
})

async function toTextEdits(workspaceId: string, changes: ReleaseChangeDto[]): Promise<EditInput[]> {
  const modules = await prisma.module.findMany({
    where: { workspaceId, id: { in: changes.map(({ moduleId }) => moduleId) } },
    select: { id: true, latestVersion: true },
  })
  const latest = new Map(modules.map(({ id, latestVersion }) => [id, latestVersion]))
  const edits: EditInput[] = []
  for (const change of changes) edits.push(await toTextEdit(workspaceId, change, latest.get(change.moduleId) ?? 0))
  return edits
}

async function toTextEdit(
  workspaceId: string,
  { moduleId, name, after: version, before }: ReleaseChangeDto,
  latestVersion: number,
): Promise<EditInput> {
  if (version === null) return { moduleId, kind: 'archive', baseVersion: latestVersion }
  if (before === null && version === latestVersion) {
    return { moduleId, kind: 'restore', baseVersion: latestVersion }
  }
  if (before === null) {
    const message = `“${name}” is archived, and its newest version is ${latestVersion}, not ${version}: restore it first, then propose the release.`
    throw new AppError('CONFLICT', message, { entity: 'module', id: moduleId })
  }
  const source = await readSource(workspaceId, moduleId, version)
  if (source === null) throw new Error(`version ${version} of ${moduleId} has no text`)
  return { moduleId, kind: 'text', source, baseVersion: latestVersion }
}
