import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { keptSetSchema, type QuerySetInput } from '@/lib/schemas/change-query-set'
import { LIMITS } from '@/lib/schemas/limits'
import { createQuerySetSchema } from '@/lib/schemas/query-set'
import { type Actor, writerOf } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { querySetNotFound } from '@/lib/services/query-sets/find-query-set'
import { prepareQueries } from '@/lib/services/query-sets/prepare-queries'
import { readSetFile } from '@/lib/services/query-sets/set-file'

/** A set as a request keeps it. */
export type KeptSet = z.output<typeof keptSetSchema>

export type SetEdit = {
  querySetId: string
  /** What is not named stays as it is. */
  wanted: Partial<KeptSet> & Pick<KeptSet, 'queries'>
  baseRevision?: number
  revision?: number
  /** The set at `baseRevision`, where that may not be the present one. */
  base?: KeptSet
}

/** Sets as they are stored. @throws AppError VALIDATION with the problems of a file; LIMIT_EXCEEDED */
export async function prepareSets(workspaceId: string, inputs: QuerySetInput[]): Promise<SetEdit[]> {
  const sets: SetEdit[] = []
  for (const { content, queries = [], ...edit } of inputs) {
    // what a file writes as an escape has not been looked at yet
    const file =
      content === undefined ? { queries } : parseInput(createQuerySetSchema, await readSetFile(workspaceId, content))
    if (file.queries.length === 0) throw refuseSet(edit.querySetId, 'has no query left: delete the set instead')
    sets.push({ ...edit, wanted: { ...file, queries: prepareQueries(file.queries).queries } })
  }
  return sets
}

type ToWrite = { number: number; sets: SetEdit[]; workspaceRevision: number }

/**
 * Puts query sets into a change request, each in place of the one before of its set; runs with its release are of them.
 * @param workspaceRevision of the transaction: no two forms of a set have the same
 * @throws AppError NOT_FOUND; VALIDATION for a set that changes nothing; CONFLICT for an edit or a set that somebody changed
 */
export async function writeSets(tx: Transaction, actor: Actor, { number, sets, workspaceRevision }: ToWrite) {
  const { workspaceId } = actor
  for (const { querySetId, wanted, revision, ...edit } of sets) {
    const row = await tx.querySet.findFirst({
      where: { workspaceId, id: querySetId, deletedAt: null },
      select: { name: true, description: true, isRequired: true, queries: true, revision: true },
    })
    const where = { workspaceId_number_querySetId: { workspaceId, number, querySetId } }
    const old = await tx.changeRequestQuerySet.findUnique({ where })
    if (revision !== undefined && revision !== (old?.revision ?? 0)) throw editChanged(number, old)
    const present = row && { baseRevision: row.revision, base: keptSetSchema.parse(toKept(row)) }
    const begun = old && { baseRevision: old.baseRevision, base: keptSetSchema.parse(old.base) }
    const from = findBase(querySetId, edit, begun, present)
    const rest = old ? keptSetSchema.parse(old.wanted) : (present?.base ?? from.base)
    const whole = keptSetSchema.parse({ ...rest, ...definedOf(wanted) })
    if (isDeepStrictEqual(whole, from.base)) throw refuseSet(querySetId, 'is like this already')
    const { authorId: editedById, authorName: editedByName } = writerOf(actor)
    const data = { ...from, wanted: whole, version: -workspaceRevision, editedById, editedByName }
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

function toKept({ revision: _, ...set }: KeptSetRow) {
  return set
}
type KeptSetRow = { name: string; description: string; isRequired: boolean; queries: unknown; revision: number }

/** A file that does not say whether it is required leaves that as it is. */
function definedOf(wanted: SetEdit['wanted']) {
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
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
