import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { toModuleSource } from '@/lib/schemas/front-matter'
import { LIMITS } from '@/lib/schemas/limits'
import { saveDraftSchema, savedDraftSchema } from '@/lib/schemas/module'
import { userIdOf } from '@/lib/services/actor'
import { verb } from '@/lib/services/verb'
import { draftConflict } from './draft-conflict'
import { draftMetadata } from './draft-metadata'
import { findDependencyProblems } from './find-dependency-problems'
import { toDraftDto } from './get-module'
import { readModule } from './read-module'

const DRAFT = { source: true, revision: true, baseVersion: true, updatedAt: true, updatedById: true } as const

/**
 * Keeps a draft, whatever is wrong with its text. Of two people who started from the same revision the second gets a
 * conflict with both texts, and nothing is overwritten.
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
    const userId = userIdOf(actor)
    const changes = { source, metadata, updatedById: userId }
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
    if (!draft) {
      const latest = await readModule(workspaceId, id)
      const published = latest.version ? toModuleSource(latest.version.frontMatter, latest.version.body) : ''
      throw draftConflict(id, {
        theirs: latest.draft?.source ?? published,
        yours: source,
        revision: latest.draft?.revision ?? 0,
        baseVersion: latest.latestVersion,
        isOwn: userId !== null && latest.draft?.updatedById === userId,
      })
    }
    const missing = await findDependencyProblems(workspaceId, dependencies)
    return { ...(await toDraftDto(draft)), problems: [...problems, ...missing.values()] }
  },
})
