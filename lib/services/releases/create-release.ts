import { bumpForReleases } from '@/lib/db/bump-revision'
import { stampRelease } from '@/lib/db/change-release'
import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/release'
import { AppError } from '@/lib/errors'
import { queueIndexing } from '@/lib/indexing/queue/queue-indexing'
import { newId } from '@/lib/new-id'
import { LIMITS } from '@/lib/schemas/limits'
import { createReleaseSchema, releaseDetailSchema } from '@/lib/schemas/release'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { verb } from '@/lib/services/verb'
import { getRelease } from './get-release'
import { releaseNotFound } from './read-releases'
import { TRANSACTION_OPTIONS, writeEntries } from './write-entries'

/**
 * A release that is its base but for its entries. It follows its base, or is frozen: then it stays as it is now.
 * @throws AppError NOT_FOUND for the base, a module or a version; CONFLICT when the id is taken or the base has a base
 *   itself; LIMIT_EXCEEDED.
 */
export const createRelease = verb({
  name: 'createRelease',
  scope: 'write',
  effect: 'write',
  input: createReleaseSchema,
  output: releaseDetailSchema,
  run: async ({ actor, workspaceId }, { id = newId('rel'), name, entries = [], isFrozen, ...named }) => {
    const { releaseId: baseId } = releaseOf(workspaceId, named.baseId)
    await prisma.$transaction(async (tx) => {
      await bumpForReleases(tx, workspaceId)
      const releases = await tx.release.findMany({
        where: { workspaceId },
        select: { id: true, baseId: true, changeNumber: true, state: { select: { languages: true } } },
      })
      const base = releases.find((each) => each.id === baseId)
      if (!base) throw releaseNotFound(baseId)
      if (base.baseId !== null) {
        const message = 'A release that has a base cannot be a base itself.'
        throw new AppError('CONFLICT', message, { entity: 'release', id: baseId })
      }
      if (releases.some((each) => each.id === id)) {
        throw new AppError('CONFLICT', `There is a release ${id} already.`, { entity: 'release', id })
      }
      const limit = LIMITS.releasesPerWorkspace
      const actual = releases.filter(({ changeNumber }) => changeNumber === null).length
      if (actual >= limit) {
        const data = { limit, actual }
        throw new AppError('LIMIT_EXCEEDED', `A workspace has at most ${limit} releases.`, data)
      }
      // those that come into its base later are none of a frozen one's
      const state = { languages: isFrozen ? (base.state?.languages ?? []) : [] }
      await tx.release.create({ data: { workspaceId, id, name, baseId, isFrozen, state: { create: state } }, select: { id: true } })
      // an earlier release of this id may still be remembered
      await stampRelease(tx, workspaceId, id)
      await writeEntries(tx, workspaceId, id, entries)
      await recordAudit(tx, actor, {
        action: 'release.created',
        target: id,
        after: { name, baseId, entries: entries.length, isFrozen },
      })
    }, TRANSACTION_OPTIONS)
    queueIndexing(workspaceId)
    return getRelease(actor, { id })
  },
})
