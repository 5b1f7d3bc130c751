import { prisma } from '@/lib/db/client'
import { bumpForReleases } from '@/lib/db/releases/bump-revision'
import type { Transaction } from '@/lib/db/transaction'
import {
  FILLING_SELECT,
  type Filler,
  filledBy,
  isFilledByOthers,
  WHOLE,
} from '@/lib/services/change-requests/reading/filling'
import { auditChange } from '@/lib/services/change-requests/record/audit-change'
import { askOwners } from '@/lib/services/change-requests/reviews/ask-owners'
import { queueCheckChange } from '@/lib/services/change-requests/reviews/queue-check-change'
import { TRANSACTION_OPTIONS } from '@/lib/services/releases/rows/write-entries'

/**
 * Says that a request is whole as it is, in a transaction that holds the lock of releases: whoever is to review it is asked now.
 * @returns whether it is: what somebody else is filling is not
 */
export async function endFilling(tx: Transaction, { actor, key }: Filler, number: number): Promise<boolean> {
  const where = { workspaceId_number: { workspaceId: actor.workspaceId, number } }
  const row = await tx.changeRequest.findUnique({ where, select: { status: true, ...FILLING_SELECT } })
  if (!row || row.fillingTotal === null) return true
  if (isFilledByOthers({ actor, key }, row)) return false
  await tx.changeRequest.update({ where, data: WHOLE, select: { number: true } })
  await auditChange(tx, actor, 'changed', number, { isFilled: true })
  if (row.status === 'open') await askOwners(tx, actor, number)
  return true
}

/** As `endFilling`, after the last part was none that could be stored, of a request that the actor fills and that goes on. */
export async function finishFilling({ actor, key }: Filler, number: number): Promise<void> {
  const { workspaceId } = actor
  const where = { workspaceId, number, ...filledBy(actor) }
  if ((await prisma.changeRequest.count({ where })) === 0) return
  await prisma.$transaction(async (tx) => {
    await bumpForReleases(tx, workspaceId)
    if ((await tx.changeRequest.count({ where })) > 0) await endFilling(tx, { actor, key }, number)
  }, TRANSACTION_OPTIONS)
  void queueCheckChange(workspaceId, number)
}
