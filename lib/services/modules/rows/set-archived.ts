import { prisma } from '@/lib/db/client'
import { bumpRevision } from '@/lib/db/releases/bump-revision'
import { changeRelease } from '@/lib/db/releases/change-release'
import { releaseOf } from '@/lib/db/releases/release'
import { reweighModules } from '@/lib/db/statistics/reweigh'
import type { Transaction } from '@/lib/db/transaction'
import { queueIndexing } from '@/lib/indexing/queue/queue-indexing'
import type { BulkResultDto } from '@/lib/schemas/modules/module'
import type { Actor } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record/record-audit'

/** Modules of one transaction: it keeps everybody else waiting on the embedded database. */
const BATCH = 50

/** Runs in the transaction of a batch, in place of its entry in the audit log; `ids` are those that are there, `changed` some of them. */
type Recorder = (tx: Transaction, ids: string[], changed: string[]) => Promise<void>

/** Takes modules out of the release, or puts their newest versions back into it. */
export async function setArchived(
  actor: Actor,
  workspaceId: string,
  moduleIds: string[],
  isArchived: boolean,
  record?: Recorder,
): Promise<BulkResultDto> {
  const unique = [...new Set(moduleIds)]
  const result: BulkResultDto = { changed: [], unchanged: [], failed: [] }
  try {
    for (let start = 0; start < unique.length; start += BATCH) {
      const ids = unique.slice(start, start + BATCH)
      const batch = await prisma.$transaction((tx) => setArchivedIn(tx, actor, workspaceId, ids, isArchived, record))
      result.changed.push(...batch.changed)
      result.unchanged.push(...batch.unchanged)
      result.failed.push(...batch.failed)
    }
  } finally {
    queueIndexing(workspaceId)
  }
  return result
}

/** As `setArchived` in a transaction of another: call `queueIndexing` after it. */
export async function setArchivedIn(
  tx: Transaction,
  actor: Actor,
  workspaceId: string,
  ids: string[],
  isArchived: boolean,
  record?: Recorder,
): Promise<BulkResultDto> {
  await bumpRevision(tx, workspaceId)
  const modules = await tx.module.findMany({
    where: { workspaceId, id: { in: ids } },
    select: { id: true, latestVersion: true, archivedAt: true },
  })
  const changing = modules.filter(({ archivedAt }) => (archivedAt !== null) !== isArchived)
  const changed = changing.map(({ id }) => id)
  const known = new Set(modules.map(({ id }) => id))
  if (changed.length > 0) {
    await tx.module.updateMany({
      where: { workspaceId, id: { in: changed } },
      data: { archivedAt: isArchived ? new Date() : null },
    })
    const published = changing.filter(({ latestVersion }) => latestVersion > 0)
    const changes = published.map(({ id, latestVersion }) => ({
      moduleId: id,
      version: isArchived ? null : latestVersion,
    }))
    await changeRelease(tx, releaseOf(workspaceId), changes)
    if (!isArchived) await reweighModules(tx, workspaceId, changed)
    const action = isArchived ? 'modules.archived' : 'modules.unarchived'
    if (!record)
      await recordAudit(tx, actor, {
        action,
        before: { isArchived: !isArchived },
        after: { isArchived },
        detail: { ids: changed },
      })
  }
  await record?.(tx, [...known], changed)
  return {
    changed,
    unchanged: ids.filter((id) => known.has(id) && !changed.includes(id)),
    failed: ids.filter((id) => !known.has(id)).map((id) => ({ id, message: 'There is no such module.' })),
  }
}
