import { isDeepStrictEqual } from 'node:util'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import type { StoredActor } from '@/lib/schemas/actor'
import {
  type KeptSet,
  keptSetSchema,
  type QuerySetInput,
  type SetEditKind,
} from '@/lib/schemas/changes/change-query-set'
import { LIMITS } from '@/lib/schemas/limits'
import { createQuerySetSchema } from '@/lib/schemas/query-sets/query-set'
import { type Actor, whoOf } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { prepareQueries } from '@/lib/services/query-sets/edits/prepare-queries'
import { readSetFile } from '@/lib/services/query-sets/edits/set-file'
import { querySetNotFound } from '@/lib/services/query-sets/rows/stored-set'

export type SetEdit = {
  querySetId: string
  kind: SetEditKind
  /** What is not named stays as it is; nothing of it counts for a set that is deleted. */
  wanted?: Partial<KeptSet>
  baseRevision?: number
  revision?: number
  /** The set at `baseRevision`, where that may not be the present one. */
  base?: KeptSet
}

/** Sets as they are stored. @throws AppError VALIDATION with the problems of a file; LIMIT_EXCEEDED */
export async function prepareSets(workspaceId: string, inputs: QuerySetInput[]): Promise<SetEdit[]> {
  const sets: SetEdit[] = []
  for (const { querySetId = newId('qs'), kind, baseRevision, revision, content, ...parts } of inputs) {
    // what a file writes as an escape has not been looked at yet
    const wanted =
      content === undefined ? parts : parseInput(createQuerySetSchema, await readSetFile(workspaceId, content))
    const queries = wanted.queries && prepareQueries(wanted.queries).queries
    sets.push({ querySetId, kind, baseRevision, revision, wanted: definedOf({ ...wanted, queries }) })
  }
  return sets
}

type ToWrite = { number: number; sets: SetEdit[]; workspaceRevision: number }

/**
 * Puts query sets into a change request, each in place of the one before of its set; runs with its release are of them.
 * @param workspaceRevision of the transaction: no two forms of a set have the same
 * @throws AppError NOT_FOUND; VALIDATION for a set that changes nothing; CONFLICT for an edit or a set that somebody changed,
 *   and for one to create that is there
 */
export async function writeSets(tx: Transaction, actor: Actor, { number, sets, workspaceRevision }: ToWrite) {
  const { workspaceId } = actor
  const editedBy = whoOf(actor)
  for (const set of sets) {
    const { querySetId, revision } = set
    const where = { workspaceId_number_querySetId: { workspaceId, number, querySetId } }
    const old = await tx.changeRequestQuerySet.findUnique({ where })
    if (revision !== undefined && revision !== (old?.revision ?? 0)) throw editChanged(number, old)
    const row = await tx.querySet.findUnique({
      where: { workspaceId_id: { workspaceId, id: querySetId } },
      select: { name: true, description: true, isRequired: true, queries: true, revision: true, deletedAt: true },
    })
    const written = toWritten(set, old, row)
    const { kind, baseRevision, wanted } = written
    if (kind === 'create') await keepProposedSet(tx, workspaceId, { querySetId, baseRevision, wanted, editedBy })
    const data = { ...written, version: -workspaceRevision, editedBy }
    await tx.changeRequestQuerySet.upsert({
      where,
      create: { workspaceId, number, querySetId, ...data },
      update: { ...data, revision: { increment: 1 } },
      select: { number: true },
    })
  }
  const actual = await tx.changeRequestQuerySet.count({ where: { workspaceId, number } })
  const limit = LIMITS.changedQuerySets
  if (actual > limit) {
    throw new AppError('LIMIT_EXCEEDED', `A change request edits at most ${limit} query sets.`, { limit, actual })
  }
}

type Old = { kind: string; baseRevision: number; base: unknown; wanted: unknown }
type Row = Omit<KeptSet, 'queries'> & { queries: unknown; revision: number; deletedAt: Date | null }
type Written = Base & { kind: SetEditKind; wanted: KeptSet }

/** The edit as a whole, of the one before and the set as it is. */
function toWritten({ querySetId, wanted = {}, ...edit }: SetEdit, old: Old | null, row: Row | null): Written {
  const present = row && row.deletedAt === null ? toBase(row) : null
  // what is added to a new set is part of making it
  const isNew = edit.kind === 'create' || (edit.kind === 'change' && old?.kind === 'create' && !present)
  if (isNew) {
    if (present) throw isThere(querySetId, present.base.name)
    const rest = old?.kind === 'create' ? keptSetSchema.parse(old.wanted) : EMPTY
    const whole = keptSetSchema.parse({ ...rest, ...wanted })
    const baseRevision = row?.revision ?? edit.baseRevision ?? 0
    return { kind: 'create', baseRevision, base: { ...EMPTY, name: whole.name }, wanted: whole }
  }
  if (edit.kind === 'delete' && old?.kind === 'create' && !present) {
    throw refuseSet(querySetId, 'is created by this change request: take it out there')
  }
  const begun = old && old.kind !== 'create' ? toBegun(old) : null
  const from = findBase(querySetId, edit, begun, present)
  if (edit.kind === 'delete') return { kind: 'delete', ...from, wanted: from.base }
  const rest = old?.kind === 'change' ? keptSetSchema.parse(old.wanted) : (present?.base ?? from.base)
  const whole = keptSetSchema.parse({ ...rest, ...wanted })
  if (whole.queries.length === 0 && from.base.queries.length > 0) {
    throw refuseSet(querySetId, 'has no query left: delete the set instead')
  }
  if (isDeepStrictEqual(whole, from.base)) throw refuseSet(querySetId, 'is like this already')
  return { kind: 'change', ...from, wanted: whole }
}

type Base = { baseRevision: number; base: KeptSet }

function findBase(
  querySetId: string,
  { baseRevision, base }: Pick<SetEdit, 'baseRevision' | 'base'>,
  begun: Base | null,
  present: Base | null,
): Base {
  if (base && baseRevision !== undefined) return { baseRevision, base }
  const found = [begun, present].find((each) => each && (baseRevision ?? each.baseRevision) === each.baseRevision)
  if (found) return found
  if (!present) throw querySetNotFound(querySetId)
  const message = `The query set “${present.base.name}” was changed meanwhile. Nothing was proposed: reload it first.`
  throw new AppError('CONFLICT', message, { entity: 'querySet', id: querySetId })
}

const EMPTY = { description: '', isRequired: false, queries: [] }

function toBase({ revision, deletedAt: _, ...set }: Row): Base {
  return { baseRevision: revision, base: keptSetSchema.parse(set) }
}

const toBegun = ({ baseRevision, base }: Old): Base => ({ baseRevision, base: keptSetSchema.parse(base) })

/** A file that does not say whether it is required leaves that as it is. */
function definedOf(wanted: { [Key in keyof KeptSet]?: KeptSet[Key] | undefined }): Partial<KeptSet> {
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
}

function isThere(querySetId: string, name: string): AppError {
  const message = `There is a query set “${name}” of this id already. Nothing was proposed: change it instead.`
  return new AppError('CONFLICT', message, { entity: 'querySet', id: querySetId })
}

function refuseSet(querySetId: string, problem: string): AppError {
  const told = { entity: 'querySet', id: querySetId, fields: { querySets: problem } }
  return new AppError('VALIDATION', `The query set ${problem}.`, told)
}

function editChanged(number: number, old: { querySetId: string } | null): AppError {
  const message = old
    ? `#${number} edits this query set already, or somebody changed it there. Nothing was overwritten: change it there.`
    : `Somebody took the query set out of #${number} meanwhile: reload it first.`
  return new AppError('CONFLICT', message, { entity: 'changeQuerySet', id: old?.querySetId ?? '' })
}

type Proposed = { querySetId: string; baseRevision: number; wanted: KeptSet; editedBy: StoredActor }

/** Makes room for a set that a change request creates: runs of it are kept there until it is. Nobody else sees it before. */
async function keepProposedSet(
  tx: Transaction,
  workspaceId: string,
  { querySetId: id, baseRevision: revision, wanted, editedBy }: Proposed,
): Promise<void> {
  const { queries, ...rest } = wanted
  const data = { ...rest, ...prepareQueries(queries), revision, editedBy, deletedAt: new Date() }
  await tx.querySet.createMany({ data: [{ workspaceId, id, ...data }], skipDuplicates: true })
}

/** Drops the set of an edit that created it and is gone, with its runs, unless the set was there once or others create it. */
export async function dropProposedSet(tx: Transaction, workspaceId: string, querySetId: string): Promise<void> {
  const others = await tx.changeRequestQuerySet.count({ where: { workspaceId, querySetId, kind: 'create' } })
  if (others > 0) return
  await tx.querySet.deleteMany({ where: { workspaceId, id: querySetId, revision: 0, deletedAt: { not: null } } })
}
