import { stampRelease } from '@/lib/db/releases/change-release'
import { releaseOf } from '@/lib/db/releases/release'
import type { Transaction } from '@/lib/db/transaction'
import { newId } from '@/lib/new-id'
import { type Actor, whoOf } from '@/lib/services/actor'
import { recordEvent } from '@/lib/services/discussion/events/record-event'
import { auditChange } from './audit-change'
import { requireTarget } from './find-target'
import { requireRoom } from './require-room'

/** What a new change request says of itself. */
export type NewChange = {
  title: string
  description: string
  status: 'draft' | 'open'
  revertsNumber?: number
  /** The release that it is merged into; production when absent. */
  target?: string
}

/**
 * Opens a change request without edits, with a release of its own: call `fillRelease` for another target than production.
 * Call it after `bumpForReleases` or `bumpRevision`.
 * @returns its number
 * @throws AppError LIMIT_EXCEEDED; for its target as `requireTarget`
 */
export async function insertChange(
  tx: Transaction,
  actor: Actor,
  { target, ...change }: NewChange,
  baseRevision: number,
): Promise<number> {
  const { workspaceId } = actor
  await requireRoom(tx, workspaceId)
  const targetId = await requireTarget(tx, workspaceId, target)
  const { _max } = await tx.changeRequest.aggregate({ where: { workspaceId }, _max: { number: true } })
  const number = (_max.number ?? 0) + 1
  await tx.changeRequest.create({
    data: { workspaceId, number, targetId, ...change, author: whoOf(actor), baseRevision },
    select: { number: true },
  })
  const { releaseId: baseId } = releaseOf(workspaceId)
  const named = `change-${number}`
  const isTaken = (await tx.release.count({ where: { workspaceId, id: named } })) > 0
  const id = isTaken ? newId('rel') : named
  const release = { workspaceId, id, name: `#${number}`, baseId, changeNumber: number, state: { create: {} } }
  await tx.release.create({ data: release, select: { id: true } })
  await stampRelease(tx, workspaceId, id)
  await auditChange(tx, actor, 'created', number, { title: change.title, ...(targetId === null ? {} : { targetId }) })
  if (change.revertsNumber !== undefined) {
    await recordEvent(tx, actor, { number: change.revertsNumber, kind: 'reverted', detail: { by: number } })
  }
  return number
}
