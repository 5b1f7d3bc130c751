import { oneOf } from '@/lib/db/one-of'
import type { Transaction } from '@/lib/db/transaction'
import { toActor } from '@/lib/schemas/actor'
import { type ChangeQuerySetDto, keptSetSchema, SET_EDIT_KINDS } from '@/lib/schemas/change-query-set'

type Conflict = ChangeQuerySetDto['conflict']

type Edit = { querySetId: string; kind: string; baseRevision: number }

/** What became of the edited sets since the edits began; null for those that stayed as they were. */
export async function findSetConflicts(
  reader: Pick<Transaction, 'querySet'>,
  workspaceId: string,
  edits: Edit[],
): Promise<Conflict[]> {
  if (edits.length === 0) return []
  const rows = await reader.querySet.findMany({
    where: { workspaceId, deletedAt: null, id: { in: edits.map(({ querySetId }) => querySetId) } },
    select: { id: true, revision: true },
  })
  const present = new Map(rows.map(({ id, revision }) => [id, revision]))
  return edits.map(({ querySetId, kind, baseRevision }) => {
    const revision = present.get(querySetId)
    if (kind === 'create') return revision === undefined ? null : { kind: 'restored', revision }
    if (revision === undefined) return { kind: 'deleted', revision: 0 }
    return revision === baseRevision ? null : { kind: 'changed', revision }
  })
}

/** The query sets of a change request, without their queries. */
export async function findQuerySets(
  reader: Pick<Transaction, 'querySet' | 'changeRequestQuerySet'>,
  workspaceId: string,
  number: number,
  isOpen: boolean,
): Promise<ChangeQuerySetDto[]> {
  const edits = await reader.changeRequestQuerySet.findMany({
    where: { workspaceId, number },
    orderBy: { querySetId: 'asc' },
    omit: { base: true },
  })
  const conflicts = isOpen ? await findSetConflicts(reader, workspaceId, edits) : []
  return edits.map(({ querySetId, kind, baseRevision, wanted, revision, version, editedBy, updatedAt }, i) => {
    const { name, queries } = keptSetSchema.parse(wanted)
    return {
      ...{ querySetId, kind: oneOf(SET_EDIT_KINDS, kind), name, baseRevision, revision, editedBy: toActor(editedBy) },
      queries: queries.length,
      checks: queries.reduce((sum, { checks }) => sum + checks.length, 0),
      conflict: conflicts[i] ?? null,
      updatedAt: updatedAt.toISOString(),
      version: version > 0 ? version : null,
    }
  })
}
