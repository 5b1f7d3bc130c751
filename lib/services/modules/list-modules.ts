import { prisma, queryDriver } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { PREPARED } from '@/lib/db/prepared'
import { AppError } from '@/lib/errors'
import { isStorable } from '@/lib/schemas/front-matter/read-metadata'
import { LIMITS } from '@/lib/schemas/limits'
import type { MODULE_SORTS } from '@/lib/schemas/modules/module'
import {
  type ListModulesInput,
  listModulesSchema,
  type MatchCounts,
  modulePageSchema,
} from '@/lib/schemas/modules/module-list'
import { verb } from '@/lib/services/verb'
import { fitOf, isFound, NAME_FITS } from './rows/match-words'
import { MODULE_COLUMNS, type ModuleRow, moduleRows, toModuleSummary } from './rows/module-rows'

type SortKey = (typeof MODULE_SORTS)[number] extends infer Key ? (Key extends `-${string}` ? never : Key) : never

const TEXT = Prisma.sql`text`
const NUMBER = Prisma.sql`float8`
const NUMBER_FORM = /^-?\d{1,20}(?:\.\d{1,20})?$/

// `date_part` is the faster one: what `extract` makes is a decimal
const SORTS: Record<Exclude<SortKey, 'match'>, { key: Prisma.Sql; type: Prisma.Sql }> = {
  updatedAt: { key: Prisma.sql`date_part('epoch', "lastUpdated")`, type: NUMBER },
  name: { key: Prisma.sql`lower("name")`, type: TEXT },
  tokenCount: { key: Prisma.sql`"tokenCount"::float8`, type: NUMBER },
  timesChosen: { key: Prisma.sql`"timesChosen"::float8`, type: NUMBER },
  priority: {
    key: Prisma.sql`CASE "priority" WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END::float8`,
    type: NUMBER,
  },
}

type KeyedRow = ModuleRow & { sortKey: string | number; total: number; matches: MatchCounts | null }

const NO_COUNTS = Prisma.sql`NULL`
const MATCH_COUNTS = Prisma.sql`json_build_object(
  'name', count(*) FILTER (WHERE "sortKey" < ${NAME_FITS}) OVER (),
  'text', count(*) FILTER (WHERE "sortKey" > ${NAME_FITS} AND "sortKey" < ${NAME_FITS + 1}) OVER (),
  'other', count(*) FILTER (WHERE "sortKey" = ${NAME_FITS + 1}) OVER ())`

export const listModules = verb({
  name: 'listModules',
  scope: 'read',
  effect: 'read',
  input: listModulesSchema,
  output: modulePageSchema,
  run: async ({ workspaceId }, query) => {
    const { sort = '-updatedAt', limit = LIMITS.pageSizeDefault } = query
    const isDescending = sort.startsWith('-')
    const isMatch = sort === 'match'
    const { key, type } = isMatch
      ? { key: fitOf(query.q ?? '', query.found ?? []), type: NUMBER }
      : SORTS[sort.replace('-', '') as Exclude<SortKey, 'match'>]
    const direction = isDescending ? Prisma.sql`DESC` : Prisma.sql`ASC`
    const conditions = toConditions(query)
    const where = conditions.length > 0 ? Prisma.sql`WHERE ${Prisma.join(conditions, ' AND ')}` : Prisma.empty
    const after = query.cursor === undefined ? null : parseCursor(query.cursor, sort, type === TEXT)
    const comparison = isDescending ? Prisma.sql`<` : Prisma.sql`>`
    const page = after
      ? Prisma.sql`WHERE (f."sortKey", f."id") ${comparison} (${after.key}::text::${type}, ${after.id})`
      : Prisma.empty
    const rows = await queryDriver<KeyedRow>(Prisma.sql`${query.q === undefined ? PREPARED : Prisma.empty}
    WITH keyed AS (SELECT ${MODULE_COLUMNS}, ${key} AS "sortKey" FROM (${moduleRows(workspaceId)}) modules ${where}),
      found AS (SELECT *, count(*) OVER ()::int AS total, ${isMatch ? MATCH_COUNTS : NO_COUNTS} AS matches FROM keyed)
    SELECT * FROM found f ${page} ORDER BY f."sortKey" ${direction}, f."id" ${direction} LIMIT ${limit + 1}`)
    const last = rows.length > limit ? rows[limit - 1] : undefined
    return {
      items: rows
        .slice(0, limit)
        .map(({ sortKey: _key, total: _total, matches: _matches, ...row }) => toModuleSummary(row)),
      total: rows[0]?.total ?? (after ? await count(workspaceId, where) : 0),
      ...(rows[0]?.matches ? { matches: rows[0].matches } : {}),
      nextCursor: last ? toCursor(sort, last.sortKey, last.id) : null,
    }
  },
})

async function count(workspaceId: string, where: Prisma.Sql): Promise<number> {
  const rows = await prisma.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM (${moduleRows(workspaceId)}) modules ${where}`
  return rows[0]?.total ?? 0
}

function toConditions({ q, found, category, tag, priority, activation, status }: ListModulesInput): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = []
  if (status === undefined) conditions.push(Prisma.sql`"status" <> 'archived'`)
  else if (status !== 'all') conditions.push(Prisma.sql`"status" = ${status}`)
  if (category !== undefined) conditions.push(Prisma.sql`lower("category") = ${category.toLowerCase()}`)
  if (tag?.length) {
    conditions.push(Prisma.sql`lower("tags"::text)::text[] @> ${tag.map((each) => each.toLowerCase())}::text[]`)
  }
  if (priority) conditions.push(Prisma.sql`"priority" = ${priority}`)
  if (activation) conditions.push(Prisma.sql`"activation" = ${activation}`)
  if (q !== undefined) conditions.push(isFound(q, found ?? []))
  return conditions
}

function toCursor(sort: string, key: string | number, id: string): string {
  return Buffer.from(JSON.stringify([sort, String(key), id])).toString('base64url')
}

/** A cursor is valid for one sort order only. */
function parseCursor(cursor: string, sort: string, isText: boolean): { key: string; id: string } {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const [sorted, key, id]: unknown[] = Array.isArray(value) ? value : []
    if (sorted === sort && typeof key === 'string' && typeof id === 'string' && isStorable(key) && isStorable(id)) {
      if (isText || NUMBER_FORM.test(key)) return { key, id }
    }
  } catch {
    // told below
  }
  throw new AppError('VALIDATION', 'The cursor is not one that a page of this list returned.', {
    fields: { cursor: 'is not a cursor of this list' },
  })
}
