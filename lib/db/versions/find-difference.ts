import { isDeepStrictEqual } from 'node:util'
import type { ChunkRow } from '@/lib/db/index-rows'
import { decodeIntegers, decodeReals, type Memory, sharedMemory } from '@/lib/db/retrieval/codec'
import type { Reader } from '@/lib/db/transaction'
import { slice } from '@/lib/in-slices'

/** Rows per statement: reading their bytes keeps the event loop no longer than a slice. */
const CHUNKS_PER_QUERY = 100

type ChunkDifference = {
  /** Those that are not stored as they are to be. */
  chunks: ChunkRow[]
  /** Ordinals of stored ones that go: others come in their place, or none. */
  removed: number[]
  /** Each chunk is the same part of the text as before, whatever it is found by. */
  isSameCut: boolean
}

type Key = { workspaceId: string; moduleId: string; version: number }
type Columns = Omit<ChunkRow, 'termCounts'> & { termIds: string; termFrequencies: string }

/** What of a version's chunks has to be stored to make them these. */
export async function findDifference(reader: Reader, key: Key, wanted: ChunkRow[]): Promise<ChunkDifference> {
  const byOrdinal = new Map(wanted.map((chunk) => [chunk.ordinal, chunk]))
  const same = new Set<number>()
  const removed: number[] = []
  const memory = sharedMemory()
  let cutAlike = 0
  for (let after: number | undefined = -1; after !== undefined; ) {
    const rows: Columns[] = await readSome(reader, key, after)
    for (const row of rows) {
      const chunk = byOrdinal.get(row.ordinal)
      const isCutAlike = chunk !== undefined && isSamePart(row, chunk)
      if (isCutAlike) cutAlike++
      if (isCutAlike && isFoundAlike(row, chunk, memory)) same.add(row.ordinal)
      else removed.push(row.ordinal)
      if (slice.isOver) await slice.next()
    }
    after = rows.at(-1)?.ordinal
  }
  return {
    chunks: wanted.filter(({ ordinal }) => !same.has(ordinal)),
    removed,
    isSameCut: cutAlike === wanted.length && cutAlike === same.size + removed.length,
  }
}

function readSome(reader: Reader, { workspaceId, moduleId, version }: Key, after: number): Promise<Columns[]> {
  return reader.$queryRaw<Columns[]>`
    SELECT c."ordinal", c."headingPath", c."startOffset", c."endOffset", c."edits", c."tokenCount", c."contentHash",
      c."length", c."curation", encode(array_send(c."termIds"), 'base64') AS "termIds",
      encode(array_send(c."termFrequencies"), 'base64') AS "termFrequencies"
    FROM "Chunk" c
    WHERE c."workspaceId" = ${workspaceId} AND c."moduleId" = ${moduleId} AND c."version" = ${version}::int
      AND c."ordinal" > ${after}::int
    ORDER BY c."ordinal" LIMIT ${CHUNKS_PER_QUERY}`
}

const isSamePart = (row: Columns, chunk: ChunkRow): boolean =>
  row.startOffset === chunk.startOffset &&
  row.endOffset === chunk.endOffset &&
  isDeepStrictEqual(row.headingPath, chunk.headingPath) &&
  isDeepStrictEqual(row.edits ?? null, chunk.edits ?? null)

const isFoundAlike = (row: Columns, { termCounts, ...chunk }: ChunkRow, memory: Memory): boolean =>
  row.contentHash === chunk.contentHash &&
  row.tokenCount === chunk.tokenCount &&
  row.length === chunk.length &&
  isDeepStrictEqual(row.curation, chunk.curation) &&
  isDeepStrictEqual(decodeIntegers(row.termIds, memory), termCounts.ids) &&
  isDeepStrictEqual(decodeReals(row.termFrequencies, memory), termCounts.frequencies)
