import type { Transaction } from '@/lib/db/transaction'
import type { KeptSet } from '@/lib/schemas/change-query-set'
import { prepareQueries } from '@/lib/services/query-sets/edits/prepare-queries'

type Proposed = { querySetId: string; baseRevision: number; wanted: KeptSet; editedByName: string }

/** Makes room for a set that a change request creates: runs of it are kept there until it is. Nobody else sees it before. */
export async function keepProposedSet(
  tx: Transaction,
  workspaceId: string,
  { querySetId: id, baseRevision: revision, wanted, editedByName }: Proposed,
): Promise<void> {
  const { queries, ...rest } = wanted
  const data = { ...rest, ...prepareQueries(queries), revision, editedByName, deletedAt: new Date() }
  await tx.querySet.createMany({ data: [{ workspaceId, id, ...data }], skipDuplicates: true })
}

/** Drops the set of an edit that created it and is gone, with its runs, unless the set was there once or others create it. */
export async function dropProposedSet(tx: Transaction, workspaceId: string, querySetId: string): Promise<void> {
  const others = await tx.changeRequestQuerySet.count({ where: { workspaceId, querySetId, kind: 'create' } })
  if (others > 0) return
  await tx.querySet.deleteMany({ where: { workspaceId, id: querySetId, revision: 0, deletedAt: { not: null } } })
}
