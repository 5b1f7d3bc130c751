import type { SearchQuery } from '@/lib/engine/vocabulary/ports'
import { Prisma } from '../../generated/client'
import { toSparsevec, toVector } from '../../index-rows'
import type { ReleaseState } from '../../releases/release-state'
import type { Reader } from '../../transaction'
import type { Serving } from '../approximate/serving'
import type { DocumentColumns } from '../codec'
import type { Scored, SearchScope } from '../hits'
import type { LexicalQuery, TermStatistics } from '../lexical-query'
import { liveModules } from './live-modules'
import { nearestRows } from './nearest-rows'

/** In how many of the release's chunks, and modules, these terms occur. */
export async function readTermStatistics(
  reader: Reader,
  { workspaceId, releaseId }: Pick<SearchScope, 'workspaceId' | 'releaseId'>,
  state: ReleaseState,
  termIds: number[],
): Promise<{ chunks: TermStatistics; modules: TermStatistics }> {
  const releaseIds = state.baseId === null ? [releaseId] : [releaseId, state.baseId]
  const rows = await reader.$queryRaw<{ id: number; chunks: number; modules: number }[]>`
    SELECT f.id, sum(f.chunks)::int AS chunks, sum(f.modules)::int AS modules
    FROM (
      SELECT "termId" AS id, "documentFrequency" AS chunks, "moduleFrequency" AS modules
      FROM "TermStatistic"
      WHERE "workspaceId" = ${workspaceId} AND "releaseId" = ANY(${releaseIds}::text[])
        AND "termId" = ANY(${termIds}::int[])
      UNION ALL
      SELECT c.id, c.chunks, c.modules
      FROM "TermChange" t CROSS JOIN LATERAL
        unnest(t."termIds", t."chunkChanges", t."moduleChanges") AS c(id, chunks, modules)
      WHERE t."workspaceId" = ${workspaceId} AND t."releaseId" = ANY(${releaseIds}::text[]) AND c.id >= t."addedBelow" AND c.id = ANY(${termIds}::int[])
    ) f
    GROUP BY f.id`
  return {
    chunks: { total: state.chunkCount, frequencies: new Map(rows.map(({ id, chunks }) => [id, chunks])) },
    modules: { total: state.moduleCount, frequencies: new Map(rows.map(({ id, modules }) => [id, modules])) },
  }
}

/** A row with what its exact score is computed from: its terms for `lexical`, its vector for `vector`. */
export type ScoredRow = Scored &
  Omit<DocumentColumns, 'ordinal' | 'termIds' | 'termFrequencies'> & {
    termIds: string | null
    termFrequencies: string | null
  }

/** Scored rows of an index, best first: `rows` selects `ordinal` and `score` for one row of `live`. */
function bestRows(retriever: Scored['retriever'], rows: Prisma.Sql, limit: number): Prisma.Sql {
  return Prisma.sql`
    SELECT ${retriever} AS retriever, l."moduleId", l."version", s."ordinal", s."score"
    FROM live l CROSS JOIN LATERAL (${rows} OFFSET 0) s
    WHERE s."score" > 0
    ORDER BY s."score" DESC, l."moduleId" COLLATE "C", s."ordinal" LIMIT ${limit}`
}

/** `serving` finds the nearest vectors; each is looked at when null. */
type ModuleSearch = { isLeftOut?: boolean; serving?: Serving | null }

export async function findModules(
  reader: Reader,
  scope: SearchScope,
  query: SearchQuery,
  lexical: LexicalQuery,
  limit: number,
  { isLeftOut = false, serving = null }: ModuleSearch = {},
): Promise<ScoredRow[]> {
  const terms = toTerms(lexical)
  const ofModule = Prisma.sql`FROM "ModuleIndex" i
    WHERE i."workspaceId" = ${scope.workspaceId} AND i."moduleId" = l."moduleId" AND i."version" = l."version"`
  const parts: Prisma.Sql[] = []
  if (lexical.candidateTermIds.length > 0) {
    const rows = Prisma.sql`SELECT 0 AS "ordinal", -(i."terms" <#> ${terms}) AS "score" ${ofModule}`
    parts.push(bestRows('lexical', rows, limit))
  }
  if (query.embedding) {
    const embedding = Prisma.sql`${toVector(query.embedding)}::vector`
    const rows = Prisma.sql`SELECT 0 AS "ordinal", -(i."embedding" <#> ${embedding}) AS "score" FROM "ModuleEmbedding" i
      WHERE i."workspaceId" = ${scope.workspaceId} AND i."model" = ${scope.embeddingModel}
        AND i."moduleId" = l."moduleId" AND i."version" = l."version"`
    parts.push(serving ? nearestRows(scope, query, serving, limit) : bestRows('vector', rows, limit))
  }
  const document = Prisma.sql`SELECT i."length",
      CASE h.retriever WHEN 'lexical' THEN encode(array_send(i."termIds"), 'base64') END AS "termIds",
      CASE h.retriever WHEN 'lexical' THEN encode(array_send(i."termFrequencies"), 'base64') END AS "termFrequencies",
      CASE h.retriever WHEN 'vector' THEN (
        SELECT encode(vector_send(e."embedding"), 'base64') FROM "ModuleEmbedding" e
        WHERE e."workspaceId" = i."workspaceId" AND e."model" = ${scope.embeddingModel} AND e."moduleId" = i."moduleId"
          AND e."version" = i."version"
      ) END AS "vector"
    FROM "ModuleIndex" i
    WHERE i."workspaceId" = ${scope.workspaceId} AND i."moduleId" = h."moduleId" AND i."version" = h."version"`
  return runParts(reader, liveModules(scope, query, { isLeftOut }), parts, document)
}

/** `isScan` looks at every chunk that the query may see. */
type ChunkSearch = { moduleIds: string[] | undefined; isScan: boolean; serving?: Serving | null }

export async function findChunks(
  reader: Reader,
  scope: SearchScope,
  query: SearchQuery,
  lexical: LexicalQuery,
  limit: number,
  { moduleIds, isScan, serving = null }: ChunkSearch,
): Promise<ScoredRow[]> {
  const ofModule = Prisma.sql`WHERE c."workspaceId" = ${scope.workspaceId} AND c."moduleId" = l."moduleId"
    AND c."version" = l."version"`
  const parts: Prisma.Sql[] = []
  if (lexical.candidateTermIds.length > 0) {
    const score = Prisma.sql`-(c."terms" <#> ${toTerms(lexical)}) AS "score"`
    // where few are open every chunk is looked at; elsewhere the rarest terms find the candidates
    parts.push(
      moduleIds || isScan
        ? bestRows('lexical', Prisma.sql`SELECT c."ordinal", ${score} FROM "Chunk" c ${ofModule}`, limit)
        : Prisma.sql`
          SELECT 'lexical' AS retriever, s."moduleId", s."version", s."ordinal", s."score"
          FROM (
            SELECT c."moduleId", c."version", c."ordinal", ${score} FROM "Chunk" c
            WHERE c."workspaceId" = ${scope.workspaceId} AND ARRAY[c."workspaceId"] && ARRAY[${scope.workspaceId}]::text[]
              AND c."termIds" && ${lexical.candidateTermIds}::int[]
            OFFSET 0
          ) s
          WHERE s."score" > 0 AND (s."moduleId", s."version") IN (SELECT l."moduleId", l."version" FROM live l)
          ORDER BY s."score" DESC, s."moduleId" COLLATE "C", s."ordinal" LIMIT ${limit}`,
    )
  }
  if (query.embedding) {
    const embedding = Prisma.sql`${toVector(query.embedding)}::vector`
    const rows = Prisma.sql`SELECT c."ordinal", -(c."embedding" <#> ${embedding}) AS "score"
      FROM "ChunkEmbedding" c ${ofModule} AND c."model" = ${scope.embeddingModel}`
    parts.push(serving ? nearestRows(scope, query, serving, limit) : bestRows('vector', rows, limit))
  }
  const document = Prisma.sql`SELECT c."length",
      CASE h.retriever WHEN 'lexical' THEN encode(array_send(c."termIds"), 'base64') END AS "termIds",
      CASE h.retriever WHEN 'lexical' THEN encode(array_send(c."termFrequencies"), 'base64') END AS "termFrequencies",
      CASE h.retriever WHEN 'vector' THEN (
        SELECT encode(vector_send(e."embedding"), 'base64') FROM "ChunkEmbedding" e
        WHERE e."workspaceId" = c."workspaceId" AND e."model" = ${scope.embeddingModel} AND e."moduleId" = c."moduleId"
          AND e."version" = c."version" AND e."ordinal" = c."ordinal"
      ) END AS "vector"
    FROM "Chunk" c
    WHERE c."workspaceId" = ${scope.workspaceId} AND c."moduleId" = h."moduleId" AND c."version" = h."version"
      AND c."ordinal" = h."ordinal"`
  return runParts(reader, liveModules(scope, query, { moduleIds }), parts, document)
}

const toTerms = ({ weights }: LexicalQuery) => Prisma.sql`${toSparsevec(weights)}::sparsevec`

/** The hits of all parts, each with its row of `document`. */
async function runParts(
  reader: Reader,
  live: Prisma.Sql,
  parts: Prisma.Sql[],
  document: Prisma.Sql,
): Promise<ScoredRow[]> {
  if (parts.length === 0) return []
  const union = Prisma.join(
    parts.map((part) => Prisma.sql`(${part})`),
    ' UNION ALL ',
  )
  return reader.$queryRaw<ScoredRow[]>`
    WITH live AS MATERIALIZED (${live}), hit AS MATERIALIZED (${union})
    SELECT h.*, d.* FROM hit h CROSS JOIN LATERAL (${document} OFFSET 0) d`
}
