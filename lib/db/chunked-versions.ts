import { slice } from '@/lib/in-slices'
import type { ChunkCounts, ChunkRow } from './index-rows'
import { encodeIntegers } from './retrieval/codec'
import type { Transaction } from './transaction'

type VersionKey = { moduleId: string; version: number }

/** What statistics count of a version's chunks, of which there may be tens of thousands. */
export async function countChunks(chunks: Pick<ChunkRow, 'termCounts' | 'length'>[]): Promise<ChunkCounts> {
  const counts = new Map<number, number>()
  let totalLength = 0
  for (const { termCounts, length } of chunks) {
    totalLength += roundHalfToEven(length)
    for (const id of termCounts.ids) counts.set(id, (counts.get(id) ?? 0) + 1)
    if (slice.isOver) await slice.next()
  }
  const termIds = Int32Array.from(counts.keys()).sort()
  const termChunks = termIds.map((id) => counts.get(id) ?? 0)
  return { chunkCount: chunks.length, totalLength, termIds, termChunks }
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

/** Counts the stored chunks of a version anew, some of which were replaced by others with these weights, or all. */
export async function recountChunks(
  tx: Transaction,
  { workspaceId, moduleId, version }: VersionKey & { workspaceId: string },
  replaced: { averageLength: number; isAll: boolean },
): Promise<void> {
  await tx.$executeRaw`
    WITH chunk AS (
      SELECT c."length", c."termIds" FROM "Chunk" c
      WHERE c."workspaceId" = ${workspaceId} AND c."moduleId" = ${moduleId} AND c."version" = ${version}
    ), term AS (
      SELECT t.id, count(*)::int AS chunks FROM chunk c CROSS JOIN LATERAL unnest(c."termIds") AS t(id) GROUP BY t.id
    )
    UPDATE "ChunkedVersion" k
    SET "chunkCount" = s.count, "totalLength" = s.length, "termIds" = s.ids, "termChunks" = s.chunks,
      "averageLength" = CASE WHEN ${replaced.isAll} OR k."averageLength" = r.length THEN r.length ELSE 0 END
    FROM (
      SELECT (SELECT count(*) FROM chunk) AS count, (SELECT COALESCE(sum(round("length")), 0) FROM chunk) AS length,
        ARRAY(SELECT id FROM term ORDER BY id) AS ids, ARRAY(SELECT chunks FROM term ORDER BY id) AS chunks
    ) s, (SELECT ${replaced.averageLength}::float8 AS length) r
    WHERE k."workspaceId" = ${workspaceId} AND k."moduleId" = ${moduleId} AND k."version" = ${version}`
}
