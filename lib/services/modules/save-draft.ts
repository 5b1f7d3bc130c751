import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { toActorOrNull } from '@/lib/schemas/actor'
import { toModuleSource } from '@/lib/schemas/front-matter/front-matter'
import { LIMITS } from '@/lib/schemas/limits'
import { saveDraftSchema, savedDraftSchema } from '@/lib/schemas/modules/module'
import { type Actor, whoOf } from '@/lib/services/actor'
import { verb } from '@/lib/services/verb'
import { draftConflict } from './publishing/draft-conflict'
import { findDependencyProblems } from './publishing/find-dependency-problems'
import { readModule } from './rows/read-module'
import { toDraftDto } from './rows/to-module-dto'
import { draftMetadata } from './source/draft-metadata'

const DRAFT = { source: true, revision: true, baseVersion: true, updatedAt: true, updatedBy: true } as const

/**
 * Keeps a draft, whatever is wrong with its text. Of two people who started from the same revision the second gets a
 * conflict with both texts, and nothing is overwritten; the same text sent again, as after an answer that was lost, is
 * no conflict.
 */
export const saveDraft = verb({
  name: 'saveDraft',
  scope: 'write',
  effect: 'write',
  input: saveDraftSchema,
  output: savedDraftSchema,
  run: async ({ actor, workspaceId }, { id, source, revision, baseVersion }) => {
    if (Buffer.byteLength(source) > LIMITS.moduleBytes) {
      throw new AppError('LIMIT_EXCEEDED', `A module has at most ${LIMITS.moduleBytes} bytes.`, {
        limit: LIMITS.moduleBytes,
        actual: Buffer.byteLength(source),
      })
    }
    const module = await readModule(workspaceId, id)
    const { metadata, dependencies, problems } = await draftMetadata(
      workspaceId,
      id,
      module.version?.path ?? null,
      source,
    )
    const changes = { source, metadata, updatedBy: whoOf(actor) }
    const draft = await prisma.$transaction(async (tx) => {
      if (revision === 0) {
        const base = baseVersion ?? module.latestVersion
        const created = await tx.moduleDraft.createManyAndReturn({
          data: [{ workspaceId, moduleId: id, ...changes, baseVersion: base }],
          skipDuplicates: true,
          select: DRAFT,
        })
        return created[0] ?? null
      }
      const updated = await tx.moduleDraft.updateManyAndReturn({
        where: { workspaceId, moduleId: id, revision },
        data: { ...changes, revision: { increment: 1 }, ...(baseVersion === undefined ? {} : { baseVersion }) },
        select: DRAFT,
      })
      return updated[0] ?? null
    })
    const kept = draft ?? (await readSameDraft(actor, id, source))
    const missing = await findDependencyProblems(workspaceId, dependencies)
    return { ...toDraftDto(kept), problems: [...problems, ...missing.values()] }
  },
})

/** @throws AppError CONFLICT when another text is kept */
async function readSameDraft(actor: Actor, id: string, source: string) {
  const { draft, version, latestVersion } = await readModule(actor.workspaceId, id)
  if (draft?.source === source) return draft
  throw draftConflict(id, {
    theirs: draft?.source ?? (version ? toModuleSource(version.frontMatter, version.body) : ''),
    yours: source,
    revision: draft?.revision ?? 0,
    baseVersion: latestVersion,
    isOwn: actor.kind === 'user' && toActorOrNull(draft?.updatedBy ?? null)?.id === actor.userId,
  })
}
