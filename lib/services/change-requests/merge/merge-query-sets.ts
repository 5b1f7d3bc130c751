import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { type StoredActor, storedActorSchema } from '@/lib/schemas/actor'
import { type KeptSet, keptSetSchema } from '@/lib/schemas/changes/change-query-set'
import type { Actor } from '@/lib/services/actor'
import { type AuditEntry, recordAudit } from '@/lib/services/audit/record/record-audit'
import { findSetConflicts } from '@/lib/services/change-requests/reading/find-query-sets'
import { makeRoomForSet } from '@/lib/services/query-sets/edits/make-room-for-set'
import { prepareQueries } from '@/lib/services/query-sets/edits/prepare-queries'
import { countChanges, tellSet } from '@/lib/services/query-sets/edits/tell-set'

/**
 * Makes the query sets of a change request what they are to be, in the transaction that merges it.
 * @returns their ids
 * @throws AppError CONFLICT where a set was changed meanwhile; LIMIT_EXCEEDED
 */
export async function mergeQuerySets(tx: Transaction, actor: Actor, number: number): Promise<string[]> {
  const { workspaceId } = actor
  const edits = await tx.changeRequestQuerySet.findMany({
    where: { workspaceId, number },
    orderBy: { querySetId: 'asc' },
  })
  // somebody may have given another set such a name since they were looked at; nobody can from here on
  refuseSetConflicts(number, edits, await findSetConflicts(tx, workspaceId, edits))
  // what is deleted makes room for what is created
  const ordered = ['delete', 'change', 'create'].flatMap((kind) => edits.filter((edit) => edit.kind === kind))
  for (const { querySetId, kind, baseRevision, wanted, ...edit } of ordered) {
    const set = {
      querySetId,
      baseRevision,
      base: keptSetSchema.parse(edit.base),
      wanted: keptSetSchema.parse(wanted),
      editedBy: storedActorSchema.parse(edit.editedBy),
    }
    const merge = kind === 'create' ? createSet : kind === 'delete' ? deleteSet : changeSet
    const { count, version, ...entry }: Merged = await merge(tx, workspaceId, set)
    if (count === 0) refuseSetConflicts(number, edits, await findSetConflicts(tx, workspaceId, edits))
    await tx.changeRequestQuerySet.update({
      where: { workspaceId_number_querySetId: { workspaceId, number, querySetId } },
      data: { version },
      select: { number: true },
    })
    const detail = { ...entry.detail, changeRequest: `#${number}` }
    await recordAudit(tx, actor, { ...entry, target: querySetId, detail })
  }
  return ordered.map(({ querySetId }) => querySetId)
}

type ToMerge = {
  querySetId: string
  baseRevision: number
  /** What the edit began with, which a change or deletion that is merged still finds. */
  base: KeptSet
  wanted: KeptSet
  editedBy: StoredActor
}
/** How many sets that was, none where it is in conflict; the set's revision from now on; what the audit log says of it. */
type Merged = { count: number; version: number } & Pick<AuditEntry, 'action' | 'before' | 'after' | 'detail'>

async function changeSet(tx: Transaction, workspaceId: string, set: ToMerge) {
  const { querySetId: id, baseRevision: revision, editedBy } = set
  const version = revision + 1
  const data = toData(set.wanted)
  const { count } = await tx.querySet.updateMany({
    where: { workspaceId, id, revision, deletedAt: null },
    data: { ...data, revision: version, editedBy },
  })
  return {
    count,
    version,
    action: 'querySet.changed',
    before: tellSet({ ...toData(set.base), revision }),
    after: tellSet({ ...data, revision: version }),
    detail: countChanges(set.base.queries, set.wanted.queries),
  } satisfies Merged
}

async function createSet(tx: Transaction, workspaceId: string, set: ToMerge) {
  const { querySetId: id, baseRevision: revision, editedBy } = set
  await makeRoomForSet(tx, workspaceId)
  const data = toData(set.wanted)
  const made = await tx.querySet.updateManyAndReturn({
    where: { workspaceId, id, deletedAt: { not: null } },
    // it may have been there meanwhile, and deleted again
    data: { ...data, revision: { increment: 1 }, editedBy, deletedAt: null },
    select: { revision: true },
  })
  const [{ revision: version } = { revision }] = made
  const action = revision === 0 ? 'querySet.created' : 'querySet.restored'
  return { count: made.length, version, action, after: tellSet({ ...data, revision: version }) } satisfies Merged
}

async function deleteSet(tx: Transaction, workspaceId: string, set: ToMerge) {
  const { querySetId: id, baseRevision: revision } = set
  const { count } = await tx.querySet.updateMany({
    where: { workspaceId, id, revision, deletedAt: null },
    data: { deletedAt: new Date() },
  })
  const before = tellSet({ ...toData(set.base), revision })
  return { count, version: revision, action: 'querySet.deleted', before } satisfies Merged
}

function toData({ name, description, isRequired, queries }: KeptSet) {
  return { name, description, isRequired, ...prepareQueries(queries) }
}

type Named = { querySetId: string; wanted: unknown }

/** @throws AppError CONFLICT with the sets, where there is a conflict */
export function refuseSetConflicts(
  number: number,
  edits: Named[],
  conflicts: Awaited<ReturnType<typeof findSetConflicts>>,
): void {
  const taken = edits.filter((_, i) => conflicts[i]?.kind === 'named')
  const moved = edits.filter((_, i) => conflicts[i] && conflicts[i].kind !== 'named')
  if (taken.length + moved.length === 0) return
  const kinds = conflicts.flatMap((conflict) => (conflict && conflict.kind !== 'named' ? [conflict.kind] : []))
  const message =
    moved.length > 0
      ? `The query set ${listNames(moved)} was ${[...new Set(kinds)].join(' or ')} meanwhile. Nothing was merged: update these edits first.`
      : `Another query set is called ${listNames(taken)}, too. Nothing was merged: give the one in #${number} another name first.`
  const querySets = edits.flatMap(({ querySetId }, i) => (conflicts[i] ? [{ querySetId, ...conflicts[i] }] : []))
  throw new AppError('CONFLICT', message, { entity: 'changeRequest', id: `${number}`, querySets })
}

const listNames = (edits: Named[]) => edits.map(({ wanted }) => `“${keptSetSchema.parse(wanted).name}”`).join(', ')
