import { type ChunkCounts, type ChunkRow, TERM_DIMENSIONS } from '@/lib/db/index-rows'
import { decodeIntegers, encodeIntegers } from '@/lib/db/retrieval/codec'
import type { Transaction } from '@/lib/db/transaction'
import { slice } from '@/lib/in-slices'

type VersionKey = { moduleId: string; version: number }
type StoredKey = VersionKey & { workspaceId: string }

/** Of this many terms on, a table of all of them is quicker than a map and a sort. */
const MANY_TERMS = 50_000

type CountedChunk = Pick<ChunkRow, 'termCounts' | 'length'>

/** What statistics count of a version's chunks, of which there may be tens of thousands. */
export async function countChunks(chunks: CountedChunk[]): Promise<ChunkCounts> {
  const totalLength = chunks.reduce((sum, { length }) => sum + roundHalfToEven(length), 0)
  const terms = chunks.reduce((sum, { termCounts }) => sum + termCounts.ids.length, 0)
  const counts = await (terms < MANY_TERMS ? countInMap(chunks) : countInTable(chunks))
  return { chunkCount: chunks.length, totalLength, ...counts }
}

type TermChunks = Pick<ChunkCounts, 'termIds' | 'termChunks'>

async function countInMap(chunks: CountedChunk[]): Promise<TermChunks> {
  const counts = new Map<number, number>()
  for (const { termCounts } of chunks) {
    for (const id of termCounts.ids) counts.set(id, (counts.get(id) ?? 0) + 1)
    if (slice.isOver) await slice.next()
  }
  const termIds = Int32Array.from(counts.keys()).sort()
  return { termIds, termChunks: termIds.map((id) => counts.get(id) ?? 0) }
}

async function countInTable(chunks: CountedChunk[]): Promise<TermChunks> {
  const counts = new Int32Array(TERM_DIMENSIONS)
  let distinct = 0
  for (const { termCounts } of chunks) {
    for (const id of termCounts.ids) {
      if (counts[id] === 0) distinct++
      counts[id]!++
    }
    if (slice.isOver) await slice.next()
  }
  const termIds = new Int32Array(distinct)
  const termChunks = new Int32Array(distinct)
  for (let id = 0, at = 0; at < distinct; id++) {
    const count = counts[id]!
    if (count === 0) continue
    termIds[at] = id
    termChunks[at++] = count
  }
  return { termIds, termChunks }
}

/** As the database rounds, which counts them too. */
function roundHalfToEven(value: number): number {
  const rounded = Math.round(value)
  return value % 1 === 0.5 && rounded % 2 === 1 ? rounded - 1 : rounded
}

/** Chunks stand under the number of a version that is not there: stored ahead of another attempt's, or left of one. */
export class NumberClaimed extends Error {
  constructor(readonly keys: VersionKey[]) {
    super()
  }
}

/** What the chunks of versions stand under; each before its version. @throws NumberClaimed */
export async function insertChunkedVersions(
  tx: Transaction,
  workspaceId: string,
  versions: (VersionKey & { chunkCounts: ChunkCounts })[],
  averageLength: number,
): Promise<void> {
  if (versions.length === 0) return
  let end = 0
  const rows = versions.map(({ moduleId, version, chunkCounts: { chunkCount, totalLength, termIds } }) => {
    const from = end + 1
    end += termIds.length
    return { moduleId, version, chunkCount, totalLength, from, to: end }
  })
  const join = (column: 'termIds' | 'termChunks') => {
    const joined = new Int32Array(end)
    for (const [i, { from }] of rows.entries()) joined.set(versions[i]!.chunkCounts[column], from - 1)
    return encodeIntegers(joined)
  }
  const count = await tx.$executeRaw`
    INSERT INTO "ChunkedVersion" ("workspaceId", "moduleId", "version", "chunkCount", "totalLength", "termIds", "termChunks",
      "averageLength")
    SELECT ${workspaceId}, r."moduleId", r."version", r."chunkCount", r."totalLength",
      (${join('termIds')}::int[])[r."from":r."to"], (${join('termChunks')}::int[])[r."from":r."to"], ${averageLength}::float8
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r("moduleId" text, "version" int, "chunkCount" int,
      "totalLength" float8, "from" int, "to" int)
    ON CONFLICT DO NOTHING`
  if (count < versions.length) throw new NumberClaimed(versions)
}

type StoredCounts = { chunkCount: number; totalLength: number; termIds: string; termChunks: string }

/** Deletes chunks of a version, and says what they counted for. */
export async function removeChunks(
  tx: Transaction,
  { workspaceId, moduleId, version }: StoredKey,
  ordinals: number[],
): Promise<ChunkCounts> {
  const [removed] = await tx.$queryRaw<[StoredCounts]>`
    WITH chunk AS (
      DELETE FROM "Chunk" c
      WHERE c."workspaceId" = ${workspaceId} AND c."moduleId" = ${moduleId} AND c."version" = ${version}::int
        AND c."ordinal" = ANY(${encodeIntegers(ordinals)}::int[])
      RETURNING c."length", c."termIds"
    ), term AS (
      SELECT t.id, count(*)::int AS chunks FROM chunk c CROSS JOIN LATERAL unnest(c."termIds") AS t(id) GROUP BY t.id
    )
    SELECT (SELECT count(*)::int FROM chunk) AS "chunkCount",
      (SELECT COALESCE(sum(round("length")), 0)::float8 FROM chunk) AS "totalLength",
      encode(array_send(ARRAY(SELECT id FROM term ORDER BY id)), 'base64') AS "termIds",
      encode(array_send(ARRAY(SELECT chunks FROM term ORDER BY id)), 'base64') AS "termChunks"`
  const { termIds, termChunks, ...counts } = removed
  return { ...counts, termIds: decodeIntegers(termIds), termChunks: decodeIntegers(termChunks) }
}

/**
 * Counts chunks of a version that took the place of others.
 * @param removed null when they took the place of all
 * @param averageLength that the new ones are weighed by
 */
export async function recountChunks(
  tx: Transaction,
  { workspaceId, moduleId, version }: StoredKey,
  { removed, added, averageLength }: { removed: ChunkCounts | null; added: ChunkCounts; averageLength: number },
): Promise<void> {
  const isAll = removed === null
  const less = removed ?? { chunkCount: 0, totalLength: 0, termIds: [], termChunks: new Int32Array() }
  await tx.$executeRaw`
    UPDATE "ChunkedVersion" k
    SET "chunkCount" = CASE WHEN ${isAll} THEN 0 ELSE k."chunkCount" END + ${added.chunkCount - less.chunkCount}::int,
      "totalLength" = CASE WHEN ${isAll} THEN 0 ELSE k."totalLength" END + ${added.totalLength - less.totalLength}::float8,
      "termIds" = s.ids, "termChunks" = s.chunks,
      "averageLength" = CASE WHEN ${isAll} OR k."averageLength" = r.length THEN r.length ELSE 0 END
    FROM (
      SELECT COALESCE(array_agg(t.id ORDER BY t.id), '{}') AS ids, COALESCE(array_agg(t.chunks ORDER BY t.id), '{}') AS chunks
      FROM (
        SELECT c.id, sum(c.chunks)::int AS chunks
        FROM (
          SELECT unnest(o."termIds") AS id, unnest(o."termChunks") AS chunks FROM "ChunkedVersion" o
          WHERE NOT ${isAll} AND o."workspaceId" = ${workspaceId} AND o."moduleId" = ${moduleId} AND o."version" = ${version}
          UNION ALL
          SELECT unnest(${encodeIntegers(added.termIds)}::int[]), unnest(${encodeIntegers(added.termChunks)}::int[])
          UNION ALL
          SELECT unnest(${encodeIntegers(less.termIds)}::int[]), -unnest(${encodeIntegers(less.termChunks)}::int[])
        ) c
        GROUP BY c.id HAVING sum(c.chunks) > 0
      ) t
    ) s, (SELECT ${averageLength}::float8 AS length) r
    WHERE k."workspaceId" = ${workspaceId} AND k."moduleId" = ${moduleId} AND k."version" = ${version}`
}
