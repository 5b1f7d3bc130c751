import { prisma } from '@/lib/db/client'
import { bumpForReleases } from '@/lib/db/releases/bump-revision'
import { findEntries } from '@/lib/db/releases/release-entries'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { queueIndexing } from '@/lib/indexing/queue/queue-indexing'
import type { EditInput } from '@/lib/schemas/changes/change-inputs'
import { LIMITS } from '@/lib/schemas/limits'
import { type Actor, whoOf } from '@/lib/services/actor'
import { notePart } from '@/lib/services/change-requests/reading/filling'
import { requireOpenChange } from '@/lib/services/change-requests/reading/find-change-request'
import { auditChange } from '@/lib/services/change-requests/record/audit-change'
import { refuseKind } from '@/lib/services/change-requests/record/find-target'
import { insertChange, type NewChange } from '@/lib/services/change-requests/record/insert-change'
import { askOwners } from '@/lib/services/change-requests/reviews/ask-owners'
import { queueCheckChange } from '@/lib/services/change-requests/reviews/queue-check-change'
import { requireVersions, TRANSACTION_OPTIONS } from '@/lib/services/releases/rows/write-entries'
import { fillRelease } from './fill-release'
import { nameEdits } from './name-edits'

/** An edit of a change request into another release than production: the version that this is to hold of a module. */
export type VersionEdit = Pick<EditInput, 'moduleId' | 'baseVersion' | 'revision'> & { version: number | null }

/**
 * Puts edits that name versions into a change request, each in place of the one before of its module: its release holds them
 * from then on. All of them or none.
 * @returns the number of the change request
 * @throws AppError NOT_FOUND for a module or version; CONFLICT for a request that has ended or an edit that somebody changed;
 *   VALIDATION for an edit that changes nothing, and for a request into production; LIMIT_EXCEEDED
 */
export async function storeVersions(
  actor: Actor,
  workspaceId: string,
  target: { number: number } | NewChange,
  edits: VersionEdit[],
  part: { remaining: number | undefined; key: string | undefined },
): Promise<number> {
  const number = await prisma.$transaction(async (tx) => {
    const { revision } = await bumpForReleases(tx, workspaceId)
    const number = 'number' in target ? target.number : await insertChange(tx, actor, target, revision)
    const { release, status, targetId } = await requireOpenChange(tx, workspaceId, number)
    if (!release) throw new Error(`change request ${number} has no release`)
    if (targetId === null) {
      const problem = 'Production holds the newest version of each module: propose the text instead.'
      throw refuseKind(problem)
    }
    await requireVersions(
      tx,
      workspaceId,
      edits.map(({ moduleId, version }) => ({ moduleId, version })),
    )
    await writeVersions(tx, actor, { number, targetId, edits })
    await fillRelease(tx, workspaceId, { number, targetId, releaseId: release.id })
    await tx.changeRequest.update({
      where: { workspaceId_number: { workspaceId, number } },
      data: { baseRevision: revision },
      select: { number: true },
    })
    await auditChange(tx, actor, 'edited', number, { modules: edits.map(({ moduleId }) => moduleId) })
    const isFilling = await notePart(tx, actor, { number, stored: edits.length, ...part })
    if (status === 'open' && !isFilling) await askOwners(tx, actor, number)
    return number
  }, TRANSACTION_OPTIONS)
  queueIndexing(workspaceId)
  void queueCheckChange(workspaceId, number)
  return number
}

type ToWrite = { number: number; targetId: string; edits: VersionEdit[] }

async function writeVersions(tx: Transaction, actor: Actor, { number, targetId, edits }: ToWrite): Promise<void> {
  const { workspaceId } = actor
  const moduleIds = edits.map(({ moduleId }) => moduleId)
  const held = await readHeld(tx, workspaceId, targetId, moduleIds)
  const known = await tx.changeRequestEdit.findMany({
    where: { workspaceId, number, moduleId: { in: moduleIds } },
    select: { moduleId: true, revision: true, baseVersion: true },
  })
  const before = new Map(known.map((edit) => [edit.moduleId, edit]))
  const rows = edits.map(({ moduleId, version: wantedVersion, revision, ...edit }) => {
    const old = before.get(moduleId)
    if (revision !== undefined && revision !== (old?.revision ?? 0)) throw editChanged(number, moduleId)
    const baseVersion = edit.baseVersion ?? old?.baseVersion ?? held.get(moduleId) ?? 0
    if (baseVersion === (wantedVersion ?? 0)) {
      const problem = `The release ${wantedVersion === null ? 'does not hold' : `holds version ${wantedVersion} of`} the module “${moduleId}” already.`
      throw refuseKind(problem)
    }
    return { moduleId, wantedVersion, baseVersion }
  })
  await tx.$executeRaw`
    INSERT INTO "ChangeRequestEdit" AS e
      ("workspaceId", "number", "moduleId", "name", "kind", "wantedVersion", "baseVersion", "editedBy", "updatedAt")
    SELECT ${workspaceId}, ${number}, r."moduleId", r."moduleId", 'version', r."wantedVersion", r."baseVersion", ${JSON.stringify(whoOf(actor))}::jsonb, now()
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r("moduleId" text, "wantedVersion" int, "baseVersion" int)
    ON CONFLICT ("workspaceId", "number", "moduleId") DO UPDATE SET
      "wantedVersion" = EXCLUDED."wantedVersion", "baseVersion" = EXCLUDED."baseVersion", "isBaseGone" = false, "revision" = e."revision" + 1,
      "editedBy" = EXCLUDED."editedBy", "updatedAt" = EXCLUDED."updatedAt"`
  await nameEdits(tx, workspaceId, number, moduleIds)
  const limit = LIMITS.changeEdits
  const actual = await tx.changeRequestEdit.count({ where: { workspaceId, number } })
  if (actual <= limit) return
  const message = `A change request has at most ${limit} edits, and these would make it ${actual}: put the rest into another one.`
  throw new AppError('LIMIT_EXCEEDED', message, { limit, actual })
}

export function editChanged(number: number, moduleId: string): AppError {
  const message = `Somebody changed the edit of “${moduleId}” in #${number} meanwhile. Nothing was overwritten: reload it first.`
  return new AppError('CONFLICT', message, { entity: 'changeEdit', id: moduleId })
}

/** The versions that a release holds of modules, its base's included; those that it does not hold are not there. */
export async function readHeld(
  reader: Pick<Transaction, '$queryRaw'>,
  workspaceId: string,
  releaseId: string,
  moduleIds: string[],
): Promise<Map<string, number>> {
  const rows = await findEntries(workspaceId, releaseId, moduleIds, reader)
  return new Map(rows.map(({ moduleId, version }) => [moduleId, version]))
}
