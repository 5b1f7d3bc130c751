import { inBatches } from '@/lib/db/in-batches'
import { changeRelease } from '@/lib/db/releases/change-release'
import { releaseOf } from '@/lib/db/releases/release'
import { reweighModules } from '@/lib/db/statistics/reweigh'
import type { Transaction } from '@/lib/db/transaction'
import type { StoreOutcome } from '@/lib/indexing/versions/store-versions'
import { type Actor, whoOf } from '@/lib/services/actor'
import { requireOpenChange } from '@/lib/services/change-requests/reading/find-change-request'
import { findProductionConflicts, refuseConflicts } from '@/lib/services/change-requests/reading/find-conflicts'
import { auditChange, toEdited } from '@/lib/services/change-requests/record/audit-change'
import { endFollowing } from '@/lib/services/change-requests/record/end-following'
import { mergeCuration, type Reindexed } from './merge-curation'
import { mergePolicies } from './merge-policies'
import { mergeQuerySets } from './merge-query-sets'
import { ChangedMeanwhile, EDIT_SELECT, type EditToMerge } from './read-edits-to-merge'

/** Others have a turn at the database soon. */
const VERSIONS_AT_ONCE = 100

type Merge = { number: number; edits: EditToMerge[]; reindexed: Reindexed; outcomes: StoreOutcome[] }

/**
 * The rest of a merge into production, in the transaction in which its texts became production: archives, restores, curation, policies and
 * query sets, and the end of the request and its release.
 * @throws ChangedMeanwhile; EmbeddingIndexChanged; AppError CONFLICT
 */
export async function finishMerge(tx: Transaction, actor: Actor, merge: Merge): Promise<void> {
  const { number, edits, reindexed } = merge
  const { workspaceId } = actor
  const { title, status, release } = await requireOpenChange(tx, workspaceId, number)
  const now = await tx.changeRequestEdit.findMany({
    where: { workspaceId, number },
    select: EDIT_SELECT,
    orderBy: { moduleId: 'asc' },
  })
  const isSame = (edit: EditToMerge, i: number) =>
    edit.moduleId === now[i]?.moduleId && edit.revision === now[i]?.revision
  if (status !== 'open' || now.length !== edits.length || !edits.every(isSame)) throw new ChangedMeanwhile()
  const moved = edits.filter(({ kind }) => kind === 'archive' || kind === 'restore')
  // of texts, their candidates know it
  const atStake = [...moved, ...edits.filter(({ curationBase }) => curationBase !== null).map(toCurationAlone)]
  const conflicts = await findProductionConflicts(tx, workspaceId, atStake)
  await refuseConflicts(tx, workspaceId, { number, edits: atStake, conflicts })
  await moveModules(tx, workspaceId, moved)
  const message = `${title} (#${number})`
  await mergeCuration(tx, actor, { number, message, edits, reindexed })
  const policies = await mergePolicies(tx, actor, { number, message })
  const querySets = await mergeQuerySets(tx, actor, number)
  const mergedAt = new Date()
  await signVersions(tx, actor, merge, { message, mergedAt })
  await tx.changeRequest.update({
    where: { workspaceId_number: { workspaceId, number } },
    data: { status: 'merged', endedAt: mergedAt, endedBy: whoOf(actor) },
    select: { number: true },
  })
  await tx.reviewedText.deleteMany({ where: { workspaceId, number } })
  await endFollowing(tx, workspaceId, number)
  if (release) {
    await tx.release.delete({ where: { workspaceId_id: { workspaceId, id: release.id } }, select: { id: true } })
  }
  const modules = edits.map(({ moduleId }) => moduleId)
  await auditChange(tx, actor, 'merged', number, toEdited({ modules, policies, querySets }))
}

/** Says whose the merged versions are and since when, and which of them the edits became. */
async function signVersions(
  tx: Transaction,
  actor: Actor,
  { number, edits, outcomes }: Merge,
  { message, mergedAt }: { message: string; mergedAt: Date },
): Promise<void> {
  const { workspaceId } = actor
  const authors = new Map(edits.map(({ moduleId, editedBy }) => [moduleId, editedBy]))
  const merged = outcomes.flatMap((outcome) => {
    if (!('version' in outcome)) return []
    const { moduleId, version } = outcome
    return [{ moduleId, version, author: authors.get(moduleId) ?? whoOf(actor) }]
  })
  for (const batch of inBatches(merged, VERSIONS_AT_ONCE)) {
    const rows = JSON.stringify(batch)
    await tx.$executeRaw`
      UPDATE "ModuleVersion" v
      SET "message" = ${message}, "createdAt" = ${mergedAt}, "author" = r."author"
      FROM json_to_recordset(${rows}::json) AS r("moduleId" text, "version" int, "author" jsonb)
      WHERE v."workspaceId" = ${workspaceId} AND v."moduleId" = r."moduleId" AND v."version" = r."version"`
    await tx.$executeRaw`
      UPDATE "ChangeRequestEdit" e SET "version" = r."version", "updatedAt" = ${mergedAt}
      FROM json_to_recordset(${rows}::json) AS r("moduleId" text, "version" int)
      WHERE e."workspaceId" = ${workspaceId} AND e."number" = ${number} AND e."moduleId" = r."moduleId"`
  }
}

const toCurationAlone = (edit: EditToMerge): EditToMerge => ({ ...edit, kind: 'curation' })

/** Archives modules, and puts restored ones back into production. */
async function moveModules(tx: Transaction, workspaceId: string, edits: EditToMerge[]): Promise<void> {
  if (edits.length === 0) return
  const of = (kind: string) => edits.filter((edit) => edit.kind === kind).map(({ moduleId }) => moduleId)
  const archived = of('archive')
  const restored = of('restore')
  await tx.module.updateMany({ where: { workspaceId, id: { in: archived } }, data: { archivedAt: new Date() } })
  await tx.module.updateMany({ where: { workspaceId, id: { in: restored } }, data: { archivedAt: null } })
  const changes = edits.map(({ moduleId, kind, baseVersion }) => ({
    moduleId,
    version: kind === 'archive' ? null : baseVersion,
  }))
  await changeRelease(tx, releaseOf(workspaceId), changes)
  if (restored.length > 0) await reweighModules(tx, workspaceId, restored)
}
