import { bm25Idf } from '@/lib/engine'
import type { SearchFilters, SearchQuery } from '@/lib/engine/ports'
import { Prisma } from './generated/client'
import { type TermCounts, toSparsevec, toVector } from './index-rows'
import type { Reader } from './transaction'

export type SearchScope = { workspaceId: string; releaseId: string; embeddingModel: string }

type TermStatistics = {
  chunkCount: number
  moduleCount: number
  /** By term id; a term that no chunk holds is missing. */
  frequencies: Map<number, { chunks: number; modules: number }>
}

export async function readWorkspaceState(reader: Reader, workspaceId: string) {
  const rows = await reader.$queryRaw<{ revision: number; moduleCount: number; moduleAverageLength: number }[]>`
    SELECT "revision", "moduleCount", "moduleAverageLength" FROM "WorkspaceState" WHERE "workspaceId" = ${workspaceId}`
  return rows[0] ?? null
}

/** Chunks that the terms used to find candidates may have together; commoner terms take part in the scores alone. */
const CANDIDATE_CHUNKS = 4_000

export async function readTermStatistics(
  reader: Reader,
  workspaceId: string,
  termIds: number[],
): Promise<TermStatistics> {
  const rows = await reader.$queryRaw<
    { chunkCount: number; moduleCount: number; id: number | null; chunks: number; modules: number }[]
  >`
    SELECT s."chunkCount", s."moduleCount", t."termId" AS id, t."documentFrequency" AS chunks,
      t."moduleFrequency" AS modules
    FROM "WorkspaceState" s
    LEFT JOIN "TermStatistic" t ON t."workspaceId" = s."workspaceId" AND t."termId" = ANY(${termIds}::int[])
    WHERE s."workspaceId" = ${workspaceId}`
  const frequencies = new Map(rows.flatMap(({ id, ...row }) => (id === null ? [] : [[id, row] as const])))
  return { chunkCount: rows[0]?.chunkCount ?? 0, moduleCount: rows[0]?.moduleCount ?? 0, frequencies }
}

export type LexicalQuery = { terms: Prisma.Sql; candidateTermIds: number[] }

export function toLexicalQuery(query: SearchQuery, statistics: TermStatistics, of: 'chunks' | 'modules'): LexicalQuery {
  const total = of === 'chunks' ? statistics.chunkCount : statistics.moduleCount
  const found = query.terms
    .map(({ id }) => ({ id, frequency: statistics.frequencies.get(id)?.[of] ?? 0 }))
    .filter(({ frequency }) => frequency > 0)
    .sort((a, b) => a.frequency - b.frequency || a.id - b.id)
  const weights = found
    .map(({ id, frequency }): [number, number] => [id, bm25Idf(total, frequency)])
    .sort(([a], [b]) => a - b) satisfies TermCounts
  let candidates = 0
  const rarest = found.filter(({ frequency }, i) => {
    candidates += frequency
    return i === 0 || candidates <= CANDIDATE_CHUNKS
  })
  return { terms: Prisma.sql`${toSparsevec(weights)}::sparsevec`, candidateTermIds: rarest.map(({ id }) => id) }
}

/**
 * The semantic modules of the release that a query may see, as `live`. Like every join here it is `LATERAL … OFFSET 0`,
 * a look-up by primary key per row: without statistics, which the embedded database does not gather by itself, the
 * planner would rather compare every row with every other.
 */
function liveModules(scope: SearchScope, query: SearchQuery, moduleIds?: string[]): Prisma.Sql {
  return Prisma.sql`
    SELECT e."moduleId", e."version"
    FROM "ReleaseEntry" e
    CROSS JOIN LATERAL (
      SELECT v."activation", v."category", v."tags", v."priority"
      FROM "ModuleVersion" v
      WHERE v."workspaceId" = e."workspaceId" AND v."moduleId" = e."moduleId" AND v."version" = e."version"
      OFFSET 0
    ) v
    WHERE e."workspaceId" = ${scope.workspaceId} AND e."releaseId" = ${scope.releaseId} AND v."activation" = 'semantic'
      ${moduleIds ? Prisma.sql`AND e."moduleId" = ANY(${moduleIds}::text[])` : Prisma.empty}
      ${query.excludes.length > 0 ? Prisma.sql`AND NOT e."moduleId" = ANY(${query.excludes}::text[])` : Prisma.empty}
      ${passesFilters(query.filters)}`
}

function passesFilters(filters: SearchFilters | undefined): Prisma.Sql {
  return Prisma.sql`
    ${filters?.category === undefined ? Prisma.empty : Prisma.sql`AND v."category" = ${filters.category}`}
    ${filters?.tags?.length ? Prisma.sql`AND v."tags" @> ${filters.tags}::text[]` : Prisma.empty}
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
    checks.push({ name: 'category', passes: Prisma.sql`v."category" IS NOT DISTINCT FROM ${filters.category}` })
  }
  if (filters?.tags?.length) checks.push({ name: 'tags', passes: Prisma.sql`v."tags" @> ${filters.tags}::text[]` })
  if (filters?.priority !== undefined) {
    checks.push({ name: 'priority', passes: Prisma.sql`v."priority" = ${filters.priority}` })
  }
  if (checks.length === 0) return []
  const cases = checks.map(({ name, passes }) => Prisma.sql`WHEN NOT (${passes}) THEN ${name}`)
  const rows = await reader.$queryRaw<{ name: string; removed: number }[]>`
    SELECT f.name, count(*)::int AS removed
    FROM (
      SELECT CASE ${Prisma.join(cases, ' ')} END AS name
      FROM "ReleaseEntry" e
      JOIN "ModuleVersion" v
        ON v."workspaceId" = e."workspaceId" AND v."moduleId" = e."moduleId" AND v."version" = e."version"
      WHERE e."workspaceId" = ${scope.workspaceId} AND e."releaseId" = ${scope.releaseId}
        AND v."activation" = 'semantic'
    ) f
    WHERE f.name IS NOT NULL GROUP BY f.name ORDER BY f.name`
  return rows
}

export type Scored = {
  retriever: 'lexical' | 'vector'
  moduleId: string
  version: number
  ordinal: number
  score: number
}

/** Scored rows of an index, best first: `rows` selects `ordinal` and `score` for one row of `live`. */
function bestRows(retriever: Scored['retriever'], rows: Prisma.Sql, limit: number): Prisma.Sql {
  return Prisma.sql`
    SELECT ${retriever} AS retriever, l."moduleId", l."version", s."ordinal", s."score"
    FROM live l CROSS JOIN LATERAL (${rows} OFFSET 0) s
    WHERE s."score" > 0
    ORDER BY s."score" DESC, l."moduleId", s."ordinal" LIMIT ${limit}`
}

export async function findModules(
  reader: Reader,
  scope: SearchScope,
  query: SearchQuery,
  lexical: LexicalQuery,
  limit: number,
): Promise<Scored[]> {
  const ofModule = Prisma.sql`FROM "ModuleIndex" i
    WHERE i."workspaceId" = ${scope.workspaceId} AND i."moduleId" = l."moduleId" AND i."version" = l."version"`
  const parts: Prisma.Sql[] = []
  if (lexical.candidateTermIds.length > 0) {
    const rows = Prisma.sql`SELECT 0 AS "ordinal", -(i."terms" <#> ${lexical.terms}) AS "score" ${ofModule}`
    parts.push(bestRows('lexical', rows, limit))
  }
  if (query.embedding) {
    const embedding = Prisma.sql`${toVector(query.embedding)}::vector`
    const rows = Prisma.sql`SELECT 0 AS "ordinal", -(i."embedding" <#> ${embedding}) AS "score" ${ofModule}
      AND i."model" = ${scope.embeddingModel}`
    parts.push(bestRows('vector', rows, limit))
  }
  return runParts(reader, liveModules(scope, query), parts)
}

export async function findChunks(
  reader: Reader,
  scope: SearchScope,
  query: SearchQuery,
  lexical: LexicalQuery,
  limit: number,
  moduleIds: string[] | undefined,
): Promise<Scored[]> {
  const ofModule = Prisma.sql`WHERE c."workspaceId" = ${scope.workspaceId} AND c."moduleId" = l."moduleId"
    AND c."version" = l."version"`
  const parts: Prisma.Sql[] = []
  if (lexical.candidateTermIds.length > 0) {
    const score = Prisma.sql`-(c."terms" <#> ${lexical.terms}) AS "score"`
    // inside a few modules every chunk is looked at; in the whole release the rarest terms find the candidates
    parts.push(
      moduleIds
        ? bestRows('lexical', Prisma.sql`SELECT c."ordinal", ${score} FROM "Chunk" c ${ofModule}`, limit)
        : Prisma.sql`
          SELECT 'lexical' AS retriever, s."moduleId", s."version", s."ordinal", s."score"
          FROM (
            SELECT c."moduleId", c."version", c."ordinal", ${score} FROM "Chunk" c
            WHERE c."workspaceId" = ${scope.workspaceId} AND c."termIds" && ${lexical.candidateTermIds}::int[]
            OFFSET 0
          ) s
          WHERE s."score" > 0 AND (s."moduleId", s."version") IN (SELECT l."moduleId", l."version" FROM live l)
          ORDER BY s."score" DESC, s."moduleId", s."ordinal" LIMIT ${limit}`,
    )
  }
  if (query.embedding) {
    const embedding = Prisma.sql`${toVector(query.embedding)}::vector`
    const rows = Prisma.sql`SELECT c."ordinal", -(c."embedding" <#> ${embedding}) AS "score"
      FROM "ChunkEmbedding" c ${ofModule} AND c."model" = ${scope.embeddingModel}`
    parts.push(bestRows('vector', rows, limit))
  }
  return runParts(reader, liveModules(scope, query, moduleIds), parts)
}

async function runParts(reader: Reader, live: Prisma.Sql, parts: Prisma.Sql[]): Promise<Scored[]> {
  if (parts.length === 0) return []
  const union = Prisma.join(
    parts.map((part) => Prisma.sql`(${part})`),
    ' UNION ALL ',
  )
  return reader.$queryRaw<Scored[]>`WITH live AS MATERIALIZED (${live}) ${union}`
}
