import type { Transaction } from '@/lib/db/transaction'
import { cutText } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { queueIndexing } from '@/lib/indexing/queue/queue-indexing'
import { createCandidates } from '@/lib/indexing/versions/create-candidates'
import { removeCandidates } from '@/lib/indexing/versions/drop-candidates'
import { newId } from '@/lib/new-id'
import { LIMITS } from '@/lib/schemas/limits'
import { releaseDetailSchema, tryDraftSchema } from '@/lib/schemas/releases/release'
import { whoOf } from '@/lib/services/actor'
import { readModule } from '@/lib/services/modules/rows/read-module'
import { insertRelease } from '@/lib/services/releases/rows/insert-release'
import { readRelease } from '@/lib/services/releases/rows/read-release'
import { verb } from '@/lib/services/verb'

/**
 * Makes a release that is production with a module's draft in it, to be asked, searched and composed with: in place of what
 * the draft was when it was tried before, under the same id. The draft stays as it is. Releases of drafts that are gone are deleted.
 * @throws AppError NOT_FOUND without a module or a draft; CONFLICT when the draft changed; VALIDATION with the problems of
 *   its text
 */
export const tryDraft = verb({
  name: 'tryDraft',
  scope: 'write',
  effect: 'write',
  input: tryDraftSchema,
  output: releaseDetailSchema,
  run: async ({ actor, workspaceId }, { id: moduleId, revision }) => {
    const { draft, version } = await readModule(workspaceId, moduleId)
    if (!draft) {
      throw new AppError('NOT_FOUND', `The module “${moduleId}” has no draft to try.`, {
        entity: 'moduleDraft',
        id: moduleId,
      })
    }
    if (draft.revision !== revision) {
      const message = `Somebody changed the draft of “${moduleId}” meanwhile: reload it first.`
      throw new AppError('CONFLICT', message, { entity: 'moduleDraft', id: moduleId })
    }
    const source = { id: moduleId, source: draft.source, path: version?.path ?? null }
    let id = newId('draft')
    await createCandidates(workspaceId, [source], {
      author: whoOf(actor),
      message: '',
      urgency: 'person',
      finish: async (tx, candidates) => {
        id = (await deleteSpent(tx, workspaceId, moduleId)) ?? id
        const name = `Draft of ${await readName(tx, workspaceId, candidates[0]!)}`
        const release = { id, name, isFrozen: false, draftOf: moduleId, findEntries: async () => candidates }
        await insertRelease(tx, actor, release)
      },
    })
    queueIndexing(workspaceId)
    return readRelease(workspaceId, id)
  },
})

/** As the draft names it. */
async function readName(tx: Transaction, workspaceId: string, key: { moduleId: string; version: number }) {
  const where = { workspaceId_moduleId_version: { workspaceId, ...key } }
  const { name } = await tx.moduleVersion.findUniqueOrThrow({ where, select: { name: true } })
  return cutText(name, LIMITS.nameLength - 'Draft of '.length)
}

/**
 * Deletes the releases of this draft, of drafts that are gone, and of those tried longest ago that are too many.
 * @returns the id of the one that this draft had
 */
async function deleteSpent(tx: Transaction, workspaceId: string, moduleId: string): Promise<string | undefined> {
  const tried = await tx.release.findMany({
    where: { workspaceId, draftOf: { not: null } },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    select: {
      id: true,
      draftOf: true,
      drafted: { select: { draft: { select: { moduleId: true } } } },
      entries: { select: { moduleId: true, version: true } },
    },
  })
  const kept = tried
    .filter(({ draftOf, drafted }) => draftOf !== moduleId && drafted?.draft)
    .slice(0, LIMITS.triedDrafts - 1)
  const spent = tried.filter((release) => !kept.includes(release))
  await tx.release.deleteMany({ where: { workspaceId, id: { in: spent.map(({ id }) => id) } } })
  const held = spent.flatMap(({ entries }) => entries)
  const candidates = held.flatMap((entry) => (entry.version === null ? [] : [{ ...entry, version: entry.version }]))
  await removeCandidates(tx, workspaceId, candidates)
  return spent.find(({ draftOf }) => draftOf === moduleId)?.id
}
