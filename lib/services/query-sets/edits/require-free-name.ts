import { lockRevision } from '@/lib/db/releases/bump-revision'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'

/**
 * Keeps two sets from having one name, which files and commands name a set by. Call it first in the transaction that names the set:
 * it waits for others that do.
 * @param id of the set that gets the name
 * @throws AppError CONFLICT
 */
export async function requireFreeName(tx: Transaction, workspaceId: string, id: string, name: string): Promise<void> {
  await lockRevision(tx, workspaceId)
  const where = { workspaceId, name, deletedAt: null, id: { not: id } }
  const other = await tx.querySet.findFirst({ where, select: { id: true } })
  if (!other) return
  const message = `There is a query set “${name}” already: give this one another name.`
  throw new AppError('CONFLICT', message, { entity: 'querySet', id: other.id })
}
