import { Prisma } from '@/lib/db/generated/client'
import { type TermCounts, toDocumentWeights } from '@/lib/db/index-rows'
import { readPinnedLengths } from '@/lib/db/releases/release-state'
import {
  decodeIntegers,
  decodeReals,
  encodeSparsevecs,
  type Memory,
  readVectorTypes,
  sharedMemory,
} from '@/lib/db/retrieval/codec'
import type { Reader, Transaction } from '@/lib/db/transaction'
import { CHUNKS_AT_ONCE } from '@/lib/db/versions/chunks-ahead'
import { mapInSlices } from '@/lib/in-slices'

const CHUNKS_PER_BATCH = 100
const MODULES_PER_BATCH = 25

export type VersionKey = { moduleId: string; version: number }
export type ChunkKey = VersionKey & { ordinal: number }
type Counted = { length: number; termCounts: TermCounts }
type CountedRow = { length: number; termIds: string; termFrequencies: string }

/** Which chunks are weighed: of a row `c`. */
type ChunksWanted = Prisma.Sql

/** Those that a release holds. */
export const heldChunks = (): ChunksWanted => isHeld('c')

const heldChunksOf = (moduleIds: string[]): ChunksWanted =>
  Prisma.sql`c."moduleId" = ANY(${moduleIds}::text[]) AND ${isHeld('c')}`

/** Those of a version, held or not. */
export const chunksOfVersion = ({ moduleId, version }: VersionKey): ChunksWanted =>
  Prisma.sql`c."moduleId" = ${moduleId} AND c."version" = ${version}::int`

/** The next chunks after one, in key order. */
export async function readChunkCounts(
  reader: Reader,
  workspaceId: string,
  wanted: ChunksWanted,
  after: ChunkKey | null,
): Promise<(ChunkKey & Counted)[]> {
  const { moduleId, version, ordinal } = after ?? { moduleId: '', version: 0, ordinal: 0 }
  const rows = await reader.$queryRaw<(ChunkKey & CountedRow)[]>`
    SELECT c."moduleId", c."version", c."ordinal", c."length", encode(array_send(c."termIds"), 'base64') AS "termIds",
      encode(array_send(c."termFrequencies"), 'base64') AS "termFrequencies"
    FROM "Chunk" c
    WHERE c."workspaceId" = ${workspaceId}
      AND (c."moduleId", c."version", c."ordinal") > (${moduleId}, ${version}::int, ${ordinal}::int)
      AND ${wanted}
    ORDER BY c."moduleId", c."version", c."ordinal"
    LIMIT ${CHUNKS_PER_BATCH}`
  return mapInSlices(rows, toCounted(sharedMemory()))
}

/**
 * Weighs the next chunks after one, in key order. Call it under the workspace's lock: what they count can change until then.
 * @returns the last of them, null at the end
 */
export async function weighNextChunks(
  tx: Transaction,
  workspaceId: string,
  averageLength: number,
  wanted: ChunksWanted,
  after: ChunkKey | null,
): Promise<ChunkKey | null> {
  const chunks = await readChunkCounts(tx, workspaceId, wanted, after)
  if (chunks.length === 0) return null
  const terms = await encodeWeights(tx, chunks, averageLength)
  await tx.$executeRaw`
    UPDATE "Chunk" c SET "terms" = r."terms"
    FROM unnest(${chunks.map(({ moduleId }) => moduleId)}::text[], ${chunks.map(({ version }) => version)}::int[],
      ${chunks.map(({ ordinal }) => ordinal)}::int[], ${terms}::sparsevec[]) AS r("moduleId", "version", "ordinal", "terms")
    WHERE c."workspaceId" = ${workspaceId} AND c."moduleId" = r."moduleId" AND c."version" = r."version"
      AND c."ordinal" = r."ordinal"`
  return chunks.length < CHUNKS_PER_BATCH ? null : (chunks.at(-1) ?? null)
}

/** Weighs the next modules that a release holds, or those of these, as `weighNextChunks` does. */
export async function weighNextModules(
  tx: Transaction,
  workspaceId: string,
  averageLength: number,
  moduleIds: string[] | null,
  after: VersionKey | null,
): Promise<VersionKey | null> {
  const { moduleId, version } = after ?? { moduleId: '', version: 0 }
  const rows = await tx.$queryRaw<(VersionKey & CountedRow)[]>`
    SELECT i."moduleId", i."version", i."length", encode(array_send(i."termIds"), 'base64') AS "termIds",
      encode(array_send(i."termFrequencies"), 'base64') AS "termFrequencies"
    FROM "ModuleIndex" i
    WHERE i."workspaceId" = ${workspaceId} AND (i."moduleId", i."version") > (${moduleId}, ${version}::int)
      AND (${moduleIds === null} OR i."moduleId" = ANY(${moduleIds ?? []}::text[]))
      AND ${isHeld('i')}
    ORDER BY i."moduleId", i."version"
    LIMIT ${MODULES_PER_BATCH}`
  if (rows.length === 0) return null
  const modules = await mapInSlices(rows, toCounted(sharedMemory()))
  const terms = await encodeWeights(tx, modules, averageLength)
  await tx.$executeRaw`
    UPDATE "ModuleIndex" i SET "terms" = r."terms"
    FROM unnest(${rows.map((row) => row.moduleId)}::text[], ${rows.map((row) => row.version)}::int[],
      ${terms}::sparsevec[]) AS r("moduleId", "version", "terms")
    WHERE i."workspaceId" = ${workspaceId} AND i."moduleId" = r."moduleId" AND i."version" = r."version"`
  return rows.length < MODULES_PER_BATCH ? null : (rows.at(-1) ?? null)
}

function toCounted(memory: Memory) {
  return <Row extends CountedRow>({ termIds, termFrequencies, ...row }: Row) => {
    const termCounts = { ids: decodeIntegers(termIds, memory), frequencies: decodeReals(termFrequencies, memory) }
    return { ...row, termCounts }
  }
}

async function encodeWeights(tx: Transaction, rows: Counted[], averageLength: number): Promise<Buffer> {
  return encodeSparsevecs(
    await readVectorTypes(tx),
    await mapInSlices(rows, ({ termCounts, length }) => toDocumentWeights(termCounts, length, averageLength)),
  )
}

/**
 * Weighs modules anew that come back into a release: their weights may be of an older average length. Chunks are known to be
 * of the pinned one where their version says so.
 */
export async function reweighModules(tx: Transaction, workspaceId: string, moduleIds: string[]): Promise<void> {
  const lengths = await readPinnedLengths(tx, workspaceId)
  const stale = await takeStale(tx, workspaceId, moduleIds, lengths.averageLength)
  if (stale.length > 0) {
    await toTheEnd<ChunkKey>((after) =>
      weighNextChunks(tx, workspaceId, lengths.averageLength, heldChunksOf(stale), after),
    )
  }
  await toTheEnd<VersionKey>((after) =>
    weighNextModules(tx, workspaceId, lengths.moduleAverageLength, moduleIds, after),
  )
}

/** Goes on after the last row of each turn until none is left. */
export async function toTheEnd<Key>(weighNext: (after: Key | null) => Promise<Key | null>): Promise<void> {
  let last: Key | null = null
  do last = await weighNext(last)
  while (last !== null)
}

/** The modules of which releases hold versions with other weights, and says of those that they are weighed now. */
async function takeStale(
  tx: Transaction,
  workspaceId: string,
  moduleIds: string[],
  averageLength: number,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ moduleId: string }[]>`
    UPDATE "ChunkedVersion" k SET "averageLength" = ${averageLength}::float8
    WHERE k."workspaceId" = ${workspaceId} AND k."moduleId" = ANY(${moduleIds}::text[])
      AND k."averageLength" <> ${averageLength}::float8 AND ${isHeld('k')}
    RETURNING k."moduleId"`
  return [...new Set(rows.map(({ moduleId }) => moduleId))]
}

/** A release holds the version of a row with this alias. */
function isHeld(alias: 'c' | 'i' | 'k'): Prisma.Sql {
  const row = Prisma.raw(alias)
  return Prisma.sql`EXISTS (
    SELECT 1 FROM "ReleaseEntry" e
    WHERE e."workspaceId" = ${row}."workspaceId" AND e."moduleId" = ${row}."moduleId" AND e."version" = ${row}."version"
    OFFSET 0
  )`
}

/** Says what the chunks of all versions that releases hold are weighed by; 0 while a rebuild has not come to all of them. */
export async function markWeighed(tx: Transaction, workspaceId: string, averageLength: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE "ChunkedVersion" k SET "averageLength" = ${averageLength}::float8
    WHERE k."workspaceId" = ${workspaceId} AND ${isHeld('k')}`
}

/** Long versions that no release holds, with other weights. */
export function findLeftOut(reader: Reader, workspaceId: string, averageLength: number): Promise<VersionKey[]> {
  return reader.$queryRaw<VersionKey[]>`
    SELECT k."moduleId", k."version" FROM "ChunkedVersion" k
    WHERE k."workspaceId" = ${workspaceId} AND k."claimedBy" IS NULL AND k."chunkCount" > ${CHUNKS_AT_ONCE}
      AND k."averageLength" <> ${averageLength}::float8 AND NOT ${isHeld('k')}
    ORDER BY k."moduleId", k."version"`
}

/** Says what the chunks of a version are weighed by; 0 while they are by more than one. */
export async function markVersion(
  tx: Transaction,
  workspaceId: string,
  key: VersionKey,
  averageLength: number,
): Promise<void> {
  await tx.chunkedVersion.updateMany({ where: { workspaceId, ...key }, data: { averageLength } })
}
