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

type VersionKey = { moduleId: string; version: number }
type ChunkKey = VersionKey & { ordinal: number }
type Counted = { length: number; termCounts: TermCounts }
type WeighedChunk = ChunkKey & Counted
type CountedRow = { length: number; termIds: string; termFrequencies: string }

/** The next chunks of versions that a release holds, after `after`, in key order; of these modules, or of this version, held or not. */
export async function readChunkCounts(
  reader: Reader,
  workspaceId: string,
  after: ChunkKey | null,
  of: string[] | VersionKey | null = null,
): Promise<WeighedChunk[]> {
  const { moduleId, version, ordinal } = after ?? { moduleId: '', version: 0, ordinal: 0 }
  const rows = await reader.$queryRaw<(ChunkKey & CountedRow)[]>`
    SELECT c."moduleId", c."version", c."ordinal", c."length", encode(array_send(c."termIds"), 'base64') AS "termIds",
      encode(array_send(c."termFrequencies"), 'base64') AS "termFrequencies"
    FROM "Chunk" c
    WHERE c."workspaceId" = ${workspaceId}
      AND (c."moduleId", c."version", c."ordinal") > (${moduleId}, ${version}::int, ${ordinal}::int)
      AND ${isWanted(of)}
    ORDER BY c."moduleId", c."version", c."ordinal"
    LIMIT ${CHUNKS_PER_BATCH}`
  return mapInSlices(rows, toCounted(sharedMemory()))
}

export async function writeChunkWeights(
  tx: Transaction,
  workspaceId: string,
  chunks: WeighedChunk[],
  averageLength: number,
): Promise<void> {
  const terms = await encodeWeights(tx, chunks, averageLength)
  await tx.$executeRaw`
    UPDATE "Chunk" c SET "terms" = r."terms"
    FROM unnest(${chunks.map(({ moduleId }) => moduleId)}::text[], ${chunks.map(({ version }) => version)}::int[],
      ${chunks.map(({ ordinal }) => ordinal)}::int[], ${terms}::sparsevec[]) AS r("moduleId", "version", "ordinal", "terms")
    WHERE c."workspaceId" = ${workspaceId} AND c."moduleId" = r."moduleId" AND c."version" = r."version"
      AND c."ordinal" = r."ordinal"`
}

function isWanted(of: string[] | VersionKey | null): Prisma.Sql {
  if (of === null) return isHeld('c')
  if (Array.isArray(of)) return Prisma.sql`c."moduleId" = ANY(${of}::text[]) AND ${isHeld('c')}`
  return Prisma.sql`c."moduleId" = ${of.moduleId} AND c."version" = ${of.version}::int`
}

type WeighedModule = VersionKey & Counted

export async function readModuleCounts(
  reader: Reader,
  workspaceId: string,
  after: VersionKey | null,
  moduleIds?: string[],
): Promise<WeighedModule[]> {
  const { moduleId, version } = after ?? { moduleId: '', version: 0 }
  const rows = await reader.$queryRaw<(VersionKey & CountedRow)[]>`
    SELECT i."moduleId", i."version", i."length", encode(array_send(i."termIds"), 'base64') AS "termIds",
      encode(array_send(i."termFrequencies"), 'base64') AS "termFrequencies"
    FROM "ModuleIndex" i
    WHERE i."workspaceId" = ${workspaceId} AND (i."moduleId", i."version") > (${moduleId}, ${version}::int)
      AND (${moduleIds === undefined} OR i."moduleId" = ANY(${moduleIds ?? []}::text[]))
      AND ${isHeld('i')}
    ORDER BY i."moduleId", i."version"
    LIMIT ${CHUNKS_PER_BATCH / 4}`
  return mapInSlices(rows, toCounted(sharedMemory()))
}

function toCounted(memory: Memory) {
  return <Row extends CountedRow>({ termIds, termFrequencies, ...row }: Row) => {
    const termCounts = { ids: decodeIntegers(termIds, memory), frequencies: decodeReals(termFrequencies, memory) }
    return { ...row, termCounts }
  }
}

export async function writeModuleWeights(
  tx: Transaction,
  workspaceId: string,
  modules: WeighedModule[],
  averageLength: number,
): Promise<void> {
  const terms = await encodeWeights(tx, modules, averageLength)
  await tx.$executeRaw`
    UPDATE "ModuleIndex" i SET "terms" = r."terms"
    FROM unnest(${modules.map(({ moduleId }) => moduleId)}::text[], ${modules.map(({ version }) => version)}::int[],
      ${terms}::sparsevec[]) AS r("moduleId", "version", "terms")
    WHERE i."workspaceId" = ${workspaceId} AND i."moduleId" = r."moduleId" AND i."version" = r."version"`
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
  let chunks = stale.length > 0 ? await readChunkCounts(tx, workspaceId, null, stale) : []
  while (chunks.length > 0) {
    await writeChunkWeights(tx, workspaceId, chunks, lengths.averageLength)
    chunks = await readChunkCounts(tx, workspaceId, chunks.at(-1) ?? null, stale)
  }
  let modules = await readModuleCounts(tx, workspaceId, null, moduleIds)
  while (modules.length > 0) {
    await writeModuleWeights(tx, workspaceId, modules, lengths.moduleAverageLength)
    modules = await readModuleCounts(tx, workspaceId, modules.at(-1) ?? null, moduleIds)
  }
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
