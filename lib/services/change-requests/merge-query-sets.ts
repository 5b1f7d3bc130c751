import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { keptSetSchema } from '@/lib/schemas/change-query-set'
import type { Actor } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { prepareQueries } from '@/lib/services/query-sets/prepare-queries'
import { findSetConflicts } from './find-query-sets'

/**
 * Makes the query sets of a change request what they are to be, in the transaction that merges it.
 * @returns their names
 * @throws AppError CONFLICT where a set was changed meanwhile
 */
export async function mergeQuerySets(tx: Transaction, actor: Actor, number: number): Promise<string[]> {
  const { workspaceId } = actor
  const edits = await tx.changeRequestQuerySet.findMany({
    where: { workspaceId, number },
    orderBy: { querySetId: 'asc' },
  })
  const names: string[] = []
  for (const { querySetId, baseRevision, wanted, editedByName } of edits) {
    const { name, description, isRequired, queries } = keptSetSchema.parse(wanted)
    const data = { name, description, isRequired, ...prepareQueries(queries) }
    const version = baseRevision + 1
    const { count } = await tx.querySet.updateMany({
      where: { workspaceId, id: querySetId, revision: baseRevision, deletedAt: null },
      data: { ...data, revision: version, editedByName },
    })
    if (count === 0) refuseSetConflicts(number, edits, await findSetConflicts(tx, workspaceId, edits))
    await tx.changeRequestQuerySet.update({
      where: { workspaceId_number_querySetId: { workspaceId, number, querySetId } },
      data: { version },
      select: { number: true },
    })
    const { queryCount, checkCount } = data
    await recordAudit(tx, actor, {
      action: 'querySet.changed',
      target: querySetId,
      before: { revision: baseRevision },
      after: { revision: version, queryCount, checkCount, isRequired },
      detail: { changeRequest: `#${number}` },
    })
    names.push(name)
  }
  return names
}

type Named = { querySetId: string; wanted: unknown }

/** @throws AppError CONFLICT with the sets, where there is a conflict */
export function refuseSetConflicts(
  number: number,
  edits: Named[],
  conflicts: Awaited<ReturnType<typeof findSetConflicts>>,
): void {
  const inConflict = edits.filter((_, i) => conflicts[i])
  if (inConflict.length === 0) return
  const names = inConflict.map(({ wanted }) => `“${keptSetSchema.parse(wanted).name}”`).join(', ')
  const message = `The query set ${names} was changed or deleted meanwhile. Nothing was merged: update these edits first.`
  const querySets = edits.flatMap(({ querySetId }, i) => (conflicts[i] ? [{ querySetId, ...conflicts[i] }] : []))
  throw new AppError('CONFLICT', message, { entity: 'changeRequest', id: `${number}`, querySets })
}
