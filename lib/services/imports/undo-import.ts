import { prisma } from '@/lib/db/client'
import { lockRevision } from '@/lib/db/releases/bump-revision'
import { requireReview } from '@/lib/db/releases/review-gate'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { queueIndexing } from '@/lib/indexing/queue/queue-indexing'
import {
  IMPORT_CHANGES,
  importRefSchema,
  type UndoneImportDto,
  undoneImportSchema,
} from '@/lib/schemas/imports/past-import'
import { type Actor, whoOf } from '@/lib/services/actor'
import { continueAudit } from '@/lib/services/audit/record/record-audit'
import { discardDraft } from '@/lib/services/modules/discard-draft'
import { Outdated, publishSource } from '@/lib/services/modules/publishing/publish-source'
import { readModule } from '@/lib/services/modules/rows/read-module'
import { setArchived, setArchivedIn } from '@/lib/services/modules/rows/set-archived'
import { toVersionDto } from '@/lib/services/modules/rows/to-version-dto'
import { verb } from '@/lib/services/verb'
import { lockImport, requireImport } from './record/record-import'

/** Changes that one call undoes, so that none takes longer than a request may. */
const CHANGES_PER_CALL = 100
const MAX_NAMED = 20
const UNDOABLE = { undoneAt: null, keptBecause: null } as const

/** All that an import changed of one module, the oldest first. */
type Change = { moduleId: string; version: number; change: string; pathBefore: string | null }
/** Why a module is left alone. */
class Kept extends Error {}

/**
 * Takes back what an import made: modules that it created or brought back are archived, those that it updated get the text before it as
 * their next version, drafts that it kept are discarded, and moved modules come from where they came from before. What
 * somebody changed since is left alone, as `failed` with the reason; that is final. One call undoes some hundred changes:
 * `remaining` says how many are left.
 */
export const undoImport = verb({
  name: 'undoImport',
  scope: 'write',
  effect: 'write',
  input: importRefSchema,
  output: undoneImportSchema,
  run: async ({ actor, workspaceId }, { id: importId }) => {
    await requireImport(workspaceId, importId)
    const result: UndoneImportDto = { changed: [], unchanged: [], failed: [], remaining: 0 }
    const created: string[] = []
    for (const changes of await readChanges(workspaceId, importId)) {
      const id = changes[0]?.moduleId ?? ''
      try {
        const outcome = await undoChanges(actor, importId, changes)
        if (outcome === 'archive') created.push(id)
        else result[outcome].push(id)
      } catch (error) {
        if (!(error instanceof AppError || error instanceof Outdated || error instanceof Kept)) throw error
        const message = error instanceof Outdated ? 'Somebody changed it just now.' : error.message
        await keep(actor, importId, id, message)
        result.failed.push({ id, message })
      }
    }
    if (created.length > 0) {
      const archived = await setArchived(actor, workspaceId, created, true, (tx, ids) =>
        settle(tx, actor, importId, ids),
      )
      result.changed.push(...archived.changed)
      result.unchanged.push(...archived.unchanged)
      for (const { id, message } of archived.failed) await keep(actor, importId, id, message)
      result.failed.push(...archived.failed)
    }
    result.remaining = await prisma.importedModule.count({ where: { workspaceId, importId, ...UNDOABLE } })
    if (result.remaining === 0) {
      const data = { undoneAt: new Date(), undoneBy: whoOf(actor) }
      await prisma.moduleImport.updateMany({ where: { workspaceId, id: importId, undoneAt: null }, data })
    }
    return result
  },
})

/** By module, and none of them in part. */
async function readChanges(workspaceId: string, importId: string): Promise<Change[][]> {
  const rows = await prisma.importedModule.findMany({
    where: { workspaceId, importId, ...UNDOABLE },
    orderBy: [{ moduleId: 'asc' }, { version: 'asc' }, { change: 'asc' }],
    take: CHANGES_PER_CALL,
    select: { moduleId: true, version: true, change: true, pathBefore: true },
  })
  const groups = [...Map.groupBy(rows, ({ moduleId }) => moduleId).values()].map((changes) =>
    changes.toSorted((a, b) => a.version - b.version || stepOf(a) - stepOf(b)),
  )
  return rows.length === CHANGES_PER_CALL && groups.length > 1 ? groups.slice(0, -1) : groups
}

/** A version is made before it is moved, and brought back after both. */
const STEPS: readonly string[] = IMPORT_CHANGES
const stepOf = ({ change }: Change) => STEPS.indexOf(change)

async function undoChanges(
  actor: Actor,
  importId: string,
  changes: Change[],
): Promise<'changed' | 'unchanged' | 'archive'> {
  const { workspaceId } = actor
  const { moduleId: id, version } = changes.at(-1)!
  const ofText = changes.filter(({ change }) => change !== 'unarchived')
  const isBack = ofText.length < changes.length
  const [first] = ofText
  const module = await readModule(workspaceId, id)
  if (first?.change === 'draft') {
    if (module.draft?.revision !== 1) throw new Kept('Somebody changed its draft since the import.')
    await discardDraft(actor, { id }, (tx) => settle(tx, actor, importId, [id]))
    return 'changed'
  }
  if (module.latestVersion !== version) throw new Kept('Somebody published it since the import.')
  const made = ofText.find(({ change }) => change !== 'moved')
  if (module.draft && made && module.draft.baseVersion >= made.version)
    throw new Kept('Somebody began a draft of it since the import.')
  if (!first || first.change === 'created') return 'archive'
  const finish = async (tx: Transaction) => {
    const note = () => settle(tx, actor, importId, [id])
    if (isBack) await setArchivedIn(tx, actor, workspaceId, [id], true, note)
    else await note()
  }
  if (!made) {
    await prisma.$transaction(async (tx) => {
      await lockRevision(tx, workspaceId)
      await requireReview(tx, workspaceId)
      const isNewest = await tx.module.count({ where: { workspaceId, id, latestVersion: version } })
      if (isNewest === 0) throw new Outdated()
      const where = { workspaceId, moduleId: id, version }
      await tx.moduleVersion.updateMany({ where, data: { path: first.pathBefore } })
      await finish(tx)
    })
    if (isBack) queueIndexing(workspaceId)
    return 'changed'
  }
  const before = first.change === 'moved' ? first.version : first.version - 1
  const { source } = await toVersionDto(workspaceId, id, before)
  const { path } = await prisma.moduleVersion.findUniqueOrThrow({
    where: { workspaceId_moduleId_version: { workspaceId, moduleId: id, version: before } },
    select: { path: true },
  })
  const { status } = await publishSource(actor, workspaceId, {
    id,
    source,
    path: first.change === 'moved' ? first.pathBefore : path,
    message: 'Undid an import',
    baseVersion: version,
    currentHash: module.version?.contentHash ?? null,
    action: null,
    finish,
  })
  if (status !== 'unchanged') return 'changed'
  await prisma.$transaction(finish)
  if (isBack) queueIndexing(workspaceId)
  return isBack ? 'changed' : 'unchanged'
}

/** Notes that these modules are as they were, with one entry in the audit log for all of an import's undoing. */
async function settle(tx: Transaction, actor: Actor, importId: string, moduleIds: string[]): Promise<void> {
  const where = { workspaceId: actor.workspaceId, importId, moduleId: { in: moduleIds }, ...UNDOABLE }
  await tx.importedModule.updateMany({ where, data: { undoneAt: new Date() } })
  await tell(tx, actor, importId, moduleIds, [])
}

/** Notes that a module stays as it is, and why. */
async function keep(actor: Actor, importId: string, moduleId: string, keptBecause: string): Promise<void> {
  const where = { workspaceId: actor.workspaceId, importId, moduleId, ...UNDOABLE }
  await prisma.$transaction(async (tx) => {
    await tx.importedModule.updateMany({ where, data: { keptBecause } })
    await tell(tx, actor, importId, [], [moduleId])
  })
}

async function tell(tx: Transaction, actor: Actor, importId: string, undone: string[], kept: string[]): Promise<void> {
  await lockImport(tx, actor.workspaceId, importId)
  await continueAudit(tx, actor, { action: 'modules.import-undone', target: importId }, (before = {}) => ({
    count: Number(before.count ?? 0) + undone.length,
    ids: join(before.ids, undone),
    kept: join(before.kept, kept),
  }))
}

const join = (before: unknown, ids: string[]) => [...(Array.isArray(before) ? before : []), ...ids].slice(0, MAX_NAMED)
