import type { Prisma } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'

/**
 * Deletes compositions for good, and their details where no other composition shares them.
 * @returns how many compositions
 */
export async function eraseCompositions(
  tx: Transaction,
  where: Prisma.CompositionWhereInput & { workspaceId: string },
) {
  const { workspaceId } = where
  const rows = await tx.composition.findMany({ where, select: { id: true, detailId: true } })
  const { count } = await tx.composition.deleteMany({ where })
  const detailIds = [...new Set(rows.flatMap(({ detailId }) => detailId ?? []))]
  if (detailIds.length === 0) return count
  // whoever is about to share one is through before, or finds it gone
  await tx.$queryRaw`
    SELECT "id" FROM "CompositionDetail" WHERE "workspaceId" = ${workspaceId} AND "id" = ANY(${detailIds})
    ORDER BY "id" FOR UPDATE`
  await tx.compositionDetail.deleteMany({ where: { workspaceId, id: { in: detailIds }, compositions: { none: {} } } })
  return count
}
