import type { SearchFilters, SearchQuery } from '@/lib/engine/vocabulary/ports'
import { Prisma } from '../../generated/client'
import { releaseEntries } from '../../releases/release-entries'
import type { Reader } from '../../transaction'
import type { SearchScope } from '../hits'

type LiveOptions = {
  /** All when undefined. */
  moduleIds?: string[] | undefined
  /** Those that are not semantic, in place of those that are. */
  isLeftOut?: boolean
  /** A further condition on an entry `e`. */
  only?: Prisma.Sql
}

/**
 * The semantic modules of the release that a query may see, or those that are not, as `live`. The join is
 * `LATERAL … OFFSET 0`, a look-up by primary key per row: without statistics, which the embedded database does not gather
 * by itself, the planner would rather compare every row with every other where this stands in a larger statement.
 */
export function liveModules(
  scope: SearchScope,
  query: SearchQuery,
  { moduleIds, isLeftOut = false, only = Prisma.empty }: LiveOptions = {},
): Prisma.Sql {
  return Prisma.sql`
    SELECT e."moduleId", e."version"
    FROM ${releaseEntries(scope.workspaceId, scope.releaseId)} e
    CROSS JOIN LATERAL (
      SELECT v."activation", v."category", v."tags", v."priority"
      FROM "ModuleVersion" v
      WHERE v."workspaceId" = e."workspaceId" AND v."moduleId" = e."moduleId" AND v."version" = e."version"
      OFFSET 0
    ) v
    WHERE v."activation" ${isLeftOut ? Prisma.sql`<>` : Prisma.sql`=`} 'semantic'
      ${only}
      ${moduleIds ? Prisma.sql`AND e."moduleId" = ANY(${moduleIds}::text[])` : Prisma.empty}
      ${query.excludes.length > 0 ? Prisma.sql`AND NOT e."moduleId" = ANY(${query.excludes}::text[])` : Prisma.empty}
      ${passesFilters(query.filters)}`
}

/** Of a version `v`, in any case of letters. */
const isInCategory = (category: string) => Prisma.sql`lower(v."category") = ${category.toLowerCase()}`

/** Of a version `v`, in any case of letters: all of the tags. */
const hasTags = (tags: string[]) =>
  Prisma.sql`lower(v."tags"::text)::text[] @> ${tags.map((tag) => tag.toLowerCase())}::text[]`

function passesFilters(filters: SearchFilters | undefined): Prisma.Sql {
  return Prisma.sql`
    ${filters?.category === undefined ? Prisma.empty : Prisma.sql`AND ${isInCategory(filters.category)}`}
    ${filters?.tags?.length ? Prisma.sql`AND ${hasTags(filters.tags)}` : Prisma.empty}
    ${filters?.priority === undefined ? Prisma.empty : Prisma.sql`AND v."priority" = ${filters.priority}`}`
}

/** How many semantic modules each filter removed; a module counts for the first filter it fails. */
export async function countFiltered(
  reader: Reader,
  scope: SearchScope,
  filters: SearchFilters | undefined,
): Promise<{ name: string; removed: number }[]> {
  const checks: { name: string; passes: Prisma.Sql }[] = []
  if (filters?.category !== undefined) {
    checks.push({ name: 'category', passes: Prisma.sql`coalesce(${isInCategory(filters.category)}, false)` })
  }
  if (filters?.tags?.length) checks.push({ name: 'tags', passes: hasTags(filters.tags) })
  if (filters?.priority !== undefined) {
    checks.push({ name: 'priority', passes: Prisma.sql`v."priority" = ${filters.priority}` })
  }
  if (checks.length === 0) return []
  const cases = checks.map(({ name, passes }) => Prisma.sql`WHEN NOT (${passes}) THEN ${name}`)
  const rows = await reader.$queryRaw<{ name: string; removed: number }[]>`
    SELECT f.name, count(*)::int AS removed
    FROM (
      SELECT CASE ${Prisma.join(cases, ' ')} END AS name
      FROM ${releaseEntries(scope.workspaceId, scope.releaseId)} e
      JOIN "ModuleVersion" v
        ON v."workspaceId" = e."workspaceId" AND v."moduleId" = e."moduleId" AND v."version" = e."version"
      WHERE v."activation" = 'semantic'
    ) f
    WHERE f.name IS NOT NULL GROUP BY f.name ORDER BY f.name`
  return rows
}

/** How many modules a query may see. */
export async function countLive(reader: Reader, scope: SearchScope, query: SearchQuery): Promise<number> {
  const rows = await reader.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (${liveModules(scope, query)}) l`
  return rows[0]?.count ?? 0
}
