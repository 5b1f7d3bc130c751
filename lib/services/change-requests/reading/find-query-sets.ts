import { oneOf } from '@/lib/db/one-of'
import type { Transaction } from '@/lib/db/transaction'
import { toActor } from '@/lib/schemas/actor'
import { type ChangeQuerySetDto, keptSetSchema, SET_EDIT_KINDS } from '@/lib/schemas/changes/change-query-set'

type Conflict = ChangeQuerySetDto['conflict']

type Edit = { number: number; querySetId: string; kind: string; baseRevision: number }

/** What is in the way of edited sets since the edits began; null for those that nothing is. */
export async function findSetConflicts(
  reader: Pick<Transaction, 'querySet' | '$queryRaw'>,
  workspaceId: string,
  edits: Edit[],
): Promise<Conflict[]> {
  if (edits.length === 0) return []
  // without their queries, which may be large
  const names = await reader.$queryRaw<{ number: number; querySetId: string; name: string }[]>`
    SELECT "number", "querySetId", "wanted"->>'name' AS "name" FROM "ChangeRequestQuerySet"
    WHERE "workspaceId" = ${workspaceId} AND "number" = ANY(${[...new Set(edits.map(({ number }) => number))]}::int[])`
  const nameByEdit = new Map(names.map((edit) => [keyOf(edit), edit.name]))
  const named = edits.map((edit) => ({ ...edit, name: nameByEdit.get(keyOf(edit)) ?? '' }))
  const ids = named.map(({ querySetId }) => querySetId)
  const rows = await reader.querySet.findMany({
    where: { workspaceId, deletedAt: null, OR: [{ id: { in: ids } }, { name: { in: named.map(({ name }) => name) } }] },
    select: { id: true, revision: true, name: true },
  })
  const present = new Map(rows.map((row) => [row.id, row]))
  const byRequest = Map.groupBy(named, ({ number }) => number)
  return named.map((edit) => {
    const { querySetId, kind, baseRevision, name } = edit
    const row = present.get(querySetId)
    if (kind === 'create' && row) return { kind: 'restored', revision: row.revision }
    if (kind !== 'create' && !row) return { kind: 'deleted', revision: 0 }
    if (row && row.revision !== baseRevision) return { kind: 'changed', revision: row.revision }
    // one that keeps its name is in nobody's way
    if (kind === 'delete' || row?.name === name) return null
    const others = byRequest.get(edit.number) ?? []
    return isTaken(edit, others, rows) ? { kind: 'named', revision: baseRevision } : null
  })
}

const keyOf = ({ number, querySetId }: Pick<Edit, 'number' | 'querySetId'>) => `${number} ${querySetId}`

type Named = { querySetId: string; kind: string; name: string }

/** Whether another set has the name once all edits of the request are merged. */
function isTaken({ querySetId, name }: Named, edits: Named[], rows: { id: string; name: string }[]): boolean {
  const edited = new Map(edits.map((edit) => [edit.querySetId, edit]))
  return (
    rows.some((row) => row.id !== querySetId && row.name === name && !edited.has(row.id)) ||
    edits.some((other) => other.querySetId !== querySetId && other.kind !== 'delete' && other.name === name)
  )
}

/** The query sets of a change request, without their queries. */
export async function findQuerySets(
  reader: Pick<Transaction, 'querySet' | 'changeRequestQuerySet' | '$queryRaw'>,
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
