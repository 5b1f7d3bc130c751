import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import type { ChangeTargetDto } from '@/lib/schemas/changes/change-request'
import { requireNumbered } from '@/lib/services/releases/rows/require-numbered'
import { requireOpen } from '@/lib/services/releases/rows/write-entries'

export type ChangeTarget = ChangeTargetDto & {
  /** Nothing changes it without a review. */
  isProtected: boolean
}

type Reader = Pick<Transaction, 'release'>

/** The releases that change requests name as their targets, by what they name; one that is gone has its id for a name. */
export async function findTargets(
  reader: Reader,
  workspaceId: string,
  targetIds: (string | null)[],
): Promise<(targetId: string | null) => ChangeTarget> {
  const named = [...new Set(targetIds.filter((id) => id !== null))]
  const rows =
    named.length === 0
      ? []
      : await reader.release.findMany({
          where: { workspaceId, id: { in: named } },
          select: { id: true, name: true, isProtected: true },
        })
  const known = new Map(rows.map((row) => [row.id, row]))
  return (targetId) => {
    const { releaseId: id } = releaseOf(workspaceId, targetId ?? undefined)
    const { name, isProtected = false } = known.get(id) ?? {}
    return { id, name: name || id, isProduction: targetId === null, isProtected }
  }
}

export async function findTarget(reader: Reader, workspaceId: string, targetId: string | null): Promise<ChangeTarget> {
  return (await findTargets(reader, workspaceId, [targetId]))(targetId)
}

/** The target of a change request. */
export async function findTargetOf(workspaceId: string, number: number): Promise<ChangeTarget> {
  const { targetId } = await prisma.changeRequest.findUniqueOrThrow({
    where: { workspaceId_number: { workspaceId, number } },
    select: { targetId: true },
  })
  return findTarget(prisma, workspaceId, targetId)
}

/**
 * What a change request stores of the target that it is to have; null for production.
 * @throws AppError NOT_FOUND; CONFLICT for a release that is frozen, of a change request or of a draft, or with texts of
 *   open change requests
 */
export async function requireTarget(
  tx: Transaction,
  workspaceId: string,
  targetId: string | undefined,
): Promise<string | null> {
  const { releaseId } = releaseOf(workspaceId, targetId)
  if (releaseId === releaseOf(workspaceId).releaseId) return null
  await requireOpen(tx, workspaceId, releaseId)
  await requireNumbered(tx, workspaceId, releaseId)
  return releaseId
}

/** @throws AppError VALIDATION */
export function refuseKind(problem: string): AppError {
  return new AppError('VALIDATION', problem, { entity: 'changeRequest', fields: { edits: problem } })
}
