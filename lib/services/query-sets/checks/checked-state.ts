import { prisma } from '@/lib/db/client'
import { releaseEntries } from '@/lib/db/releases/release-entries'
import type { CheckedQuery, QuerySetDto } from '@/lib/schemas/query-sets/query-set'
import { loadModuleStates } from '@/lib/services/compose/rows/load-module-states'
import { inChecks } from '@/lib/services/query-sets/rows/read-module-names'

/** What all queries of a run are composed with. */
export type CheckedState = {
  releaseId: string
  /** UTC day that contexts are composed for: that of the release's newest version, so that no clock decides. */
  day: string
  modules: ReadonlyMap<string, Awaited<ReturnType<typeof loadModuleStates>>[number]>
  /** Prefix hashes of the last run on an earlier state, by query. */
  earlierPrefixes: ReadonlyMap<string, string>
  /** Filled while the run goes on: the share of each labelled passage that its module holds. */
  standing: Map<string, number>
}

/** The day of a release without a version. */
const FIRST_DAY = '2026-01-01'

type Asked = { querySetId: string; releaseId: string; revision: number; queries: Pick<CheckedQuery, 'checks'>[] }

export async function loadCheckedState(
  workspaceId: string,
  { querySetId, releaseId, revision, queries }: Asked,
): Promise<CheckedState> {
  const [day, modules, earlierPrefixes] = await Promise.all([
    findNewestDay(workspaceId, releaseId),
    loadModuleStates(workspaceId, releaseId, namedModules(queries)),
    findEarlierPrefixes(workspaceId, { querySetId, releaseId, revision, queries }),
  ])
  const byId = new Map(modules.map((module) => [module.moduleId, module]))
  return { releaseId, day, modules: byId, earlierPrefixes, standing: new Map() }
}

/** Those that the checks of a query name: what becomes of the others says nothing about it. */
export function modulesOf({ modules }: CheckedState, { checks }: Pick<CheckedQuery, 'checks'>) {
  return [...new Set(inChecks(checks))].flatMap((id) => {
    const module = modules.get(id)
    return module ? [[id, module] as const] : []
  })
}

/** Ids of all modules that checks name, each once. */
function namedModules(queries: Pick<QuerySetDto['queries'][number], 'checks'>[]): string[] {
  return [...new Set(queries.flatMap(({ checks }) => inChecks(checks)))]
}

/** UTC day of the newest version in a release. */
export async function findNewestDay(workspaceId: string, releaseId: string): Promise<string> {
  const [row] = await prisma.$queryRaw<{ newest: Date | null }[]>`
    SELECT max(v."createdAt") AS "newest"
    FROM ${releaseEntries(workspaceId, releaseId)} e
    JOIN "ModuleVersion" v
      ON v."workspaceId" = e."workspaceId" AND v."moduleId" = e."moduleId" AND v."version" = e."version"`
  return row?.newest?.toISOString().slice(0, 10) ?? FIRST_DAY
}

/** A release with a base is compared with the base as it is. Nothing is looked up unless a check asks for it. */
async function findEarlierPrefixes(workspaceId: string, { querySetId, releaseId, revision, queries }: Asked) {
  const isAsked = queries.some(({ checks }) => checks.some(({ kind }) => kind === 'samePrefix'))
  if (!isAsked) return new Map<string, string>()
  const rows = await prisma.$queryRaw<{ queryId: string; prefixHash: string }[]>`
    SELECT r->>'queryId' AS "queryId", r->>'prefixHash' AS "prefixHash"
    FROM (
      SELECT c."results" FROM "CheckRun" c
      JOIN "Release" r ON r."workspaceId" = c."workspaceId" AND r."id" = ${releaseId}
      WHERE c."workspaceId" = ${workspaceId} AND c."querySetId" = ${querySetId}
        AND c."releaseId" = COALESCE(r."baseId", r."id") AND c."status" = 'done'
        AND c."revision" < ${revision} + CASE WHEN r."baseId" IS NULL THEN 0 ELSE 1 END
      ORDER BY c."revision" DESC, c."startedAt" DESC, c."id" DESC LIMIT 1
    ) c, jsonb_array_elements(c."results") r
    WHERE r->>'prefixHash' IS NOT NULL`
  return new Map(rows.map(({ queryId, prefixHash }) => [queryId, prefixHash]))
}
