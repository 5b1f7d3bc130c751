import { inBatches, ROWS_AT_ONCE } from '@/lib/db/in-batches'
import {
  type ChunkRow,
  type CountedVersion,
  type CutField,
  type IndexField,
  type TermCounts,
  toDocumentWeights,
  type VersionRow,
} from '@/lib/db/index-rows'
import type { AverageLengths } from '@/lib/db/releases/release-state'
import {
  encodeIntegers,
  encodeReals,
  encodeSparsevecs,
  readVectorTypes,
  type VectorTypes,
} from '@/lib/db/retrieval/codec'
import type { Transaction } from '@/lib/db/transaction'
import { insertChunkedVersions } from './chunked-versions'
import { settleChunks } from './chunks-ahead'
import { insertVectors } from './insert-vectors'

/** Rows per statement: a statement of the embedded database must not take longer than about 50 ms. */
const CHUNKS_PER_STATEMENT = 50
const VERSIONS_PER_STATEMENT = 25

/** Written once. */
const VERSION_COLUMNS = [
  ...(['moduleId', 'version', 'name', 'description', 'category', 'tags', 'priority', 'activation'] as const),
  ...(['usageScope', 'versionLabel', 'frontMatter', 'path', 'body', 'contentHash'] as const),
  ...(['message', 'author'] as const),
]
/** Written anew with the terms. */
const INDEX_COLUMNS = [
  ...(['moduleId', 'version', 'edits', 'tokenCount', 'preparedBy', 'language', 'termLanguages'] as const),
  ...(['termsVersion', 'overlayVersion', 'excludedOrdinals'] as const),
]

/** The text is a part of the version's body. */
const CHUNK_COLUMNS = [
  ...(['ordinal', 'headingPath', 'startOffset', 'endOffset', 'edits', 'tokenCount', 'contentHash'] as const),
  ...(['length', 'curation'] as const),
]

/**
 * Inserts immutable versions with their dependencies, chunks, vectors and module index. The modules must be there, and of
 * chunks that were stored ahead those.
 * @throws NumberClaimed
 */
export async function insertVersions(
  tx: Transaction,
  workspaceId: string,
  versions: CountedVersion[],
  lengths: AverageLengths,
): Promise<void> {
  for (const { claimedBy, ...version } of versions) {
    if (claimedBy === undefined) continue
    await settleChunks(tx, { workspaceId, claimedBy, ...version }, version.chunkCounts, lengths.averageLength)
  }
  for (const batch of inBatches(versions, VERSIONS_PER_STATEMENT)) {
    await insertChunkedVersions(
      tx,
      workspaceId,
      batch.filter(({ claimedBy }) => claimedBy === undefined),
      lengths.averageLength,
    )
    await insertVersionRows(tx, workspaceId, batch)
  }
  const dependencies = versions.flatMap(({ moduleId, version, dependencies }) =>
    dependencies.map((dependencyId, ordinal) => ({ workspaceId, moduleId, version, dependencyId, ordinal })),
  )
  for (const data of inBatches(dependencies, ROWS_AT_ONCE)) await tx.moduleDependency.createMany({ data })
  await insertIndexRows(tx, workspaceId, versions, lengths)
}

type IndexedVersion = Pick<VersionRow, 'moduleId' | 'version' | 'vectors' | CutField | IndexField>

/** What retrieval searches of versions that are there: chunks, vectors and the module index. */
export async function insertIndexRows(
  tx: Transaction,
  workspaceId: string,
  versions: IndexedVersion[],
  lengths: AverageLengths,
): Promise<void> {
  const types = await readVectorTypes(tx)
  await insertChunks(tx, workspaceId, versions, lengths.averageLength, types)
  for (const batch of inBatches(versions, CHUNKS_PER_STATEMENT)) {
    await insertModuleIndexRows(tx, workspaceId, batch, lengths.moduleAverageLength, types)
  }
  await insertVectors(tx, workspaceId, versions, types)
}

/** Chunks without their vectors, under what is there for them. */
export async function insertChunks(
  tx: Transaction,
  workspaceId: string,
  versions: Pick<VersionRow, 'moduleId' | 'version' | 'chunks'>[],
  averageLength: number,
  types: VectorTypes,
): Promise<void> {
  for (const batch of inBatches(locateChunks(versions), CHUNKS_PER_STATEMENT)) {
    await insertChunkRows(tx, workspaceId, batch, averageLength, types)
  }
}

async function insertVersionRows(tx: Transaction, workspaceId: string, versions: VersionRow[]): Promise<void> {
  await tx.moduleVersion.createMany({
    data: versions.map(({ rules, ...version }) => ({
      workspaceId,
      ...pick(version, VERSION_COLUMNS),
      ...(rules ? { rules } : {}),
    })),
  })
}

function pick<Row, Column extends keyof Row>(row: Row, columns: readonly Column[]): Pick<Row, Column> {
  return Object.fromEntries(columns.map((column) => [column, row[column]])) as Pick<Row, Column>
}

type LocatedChunk = { moduleId: string; version: number; chunk: ChunkRow }

/** One after the other: a version can have tens of thousands of chunks, and all at once would take long. */
function* locateChunks(versions: Pick<VersionRow, 'moduleId' | 'version' | 'chunks'>[]): Generator<LocatedChunk> {
  for (const { moduleId, version, chunks } of versions) {
    for (const chunk of chunks) yield { moduleId, version, chunk }
  }
}

async function insertChunkRows(
  tx: Transaction,
  workspaceId: string,
  chunks: LocatedChunk[],
  averageLength: number,
  types: VectorTypes,
): Promise<void> {
  const { ids, frequencies, ranges } = flattenTerms(chunks.map(({ chunk }) => chunk.termCounts))
  const rows = chunks.map(({ moduleId, version, chunk }, i) => {
    return { moduleId, version, ...pick(chunk, CHUNK_COLUMNS), ...ranges[i] }
  })
  const terms = chunks.map(({ chunk }) => toDocumentWeights(chunk.termCounts, chunk.length, averageLength))
  await tx.$executeRaw`
    INSERT INTO "Chunk" ("workspaceId", "moduleId", "version", "ordinal", "headingPath", "startOffset", "endOffset",
      "tokenCount", "contentHash", "length", "termIds", "termFrequencies", "terms", "curation", "edits")
    SELECT ${workspaceId}, r."moduleId", r."version", r."ordinal", r."headingPath", r."startOffset", r."endOffset",
      r."tokenCount", r."contentHash", r."length", (${ids}::int[])[r."from":r."to"],
      (${frequencies}::real[])[r."from":r."to"], r."terms", r."curation", r."edits"
    FROM ROWS FROM (
      json_to_recordset(${JSON.stringify(rows)}::json) AS ("moduleId" text, "version" int, "ordinal" int,
        "headingPath" text[], "startOffset" int, "endOffset" int, "tokenCount" int, "contentHash" text,
        "length" float8, "from" int, "to" int, "curation" jsonb, "edits" jsonb),
      unnest(${encodeSparsevecs(types, terms)}::sparsevec[])
    ) AS r("moduleId", "version", "ordinal", "headingPath", "startOffset", "endOffset", "tokenCount",
      "contentHash", "length", "from", "to", "curation", "edits", "terms")`
}

async function insertModuleIndexRows(
  tx: Transaction,
  workspaceId: string,
  versions: IndexedVersion[],
  averageLength: number,
  types: VectorTypes,
): Promise<void> {
  const { ids, frequencies, ranges } = flattenTerms(versions.map(({ index }) => index.termCounts))
  const rows = versions.map((version, i) => ({
    ...pick(version, INDEX_COLUMNS),
    length: version.index.length,
    ...ranges[i],
  }))
  const terms = versions.map(({ index }) => toDocumentWeights(index.termCounts, index.length, averageLength))
  await tx.$executeRaw`
    INSERT INTO "ModuleIndex" ("workspaceId", "moduleId", "version", "length", "termIds", "termFrequencies", "terms",
      "edits", "tokenCount", "preparedBy", "language", "termLanguages", "termsVersion", "overlayVersion",
      "excludedOrdinals")
    SELECT ${workspaceId}, r."moduleId", r."version", r."length", (${ids}::int[])[r."from":r."to"],
      (${frequencies}::real[])[r."from":r."to"], r."terms", r."edits", r."tokenCount", r."preparedBy", r."language",
      r."termLanguages", r."termsVersion", r."overlayVersion", r."excludedOrdinals"
    FROM ROWS FROM (
      json_to_recordset(${JSON.stringify(rows)}::json) AS ("moduleId" text, "version" int, "length" float8, "from" int,
        "to" int, "edits" jsonb, "tokenCount" int, "preparedBy" text, "language" text, "termLanguages" text[],
        "termsVersion" int, "overlayVersion" int, "excludedOrdinals" int[]),
      unnest(${encodeSparsevecs(types, terms)}::sparsevec[])
    ) AS r("moduleId", "version", "length", "from", "to", "edits", "tokenCount", "preparedBy", "language",
      "termLanguages", "termsVersion", "overlayVersion", "excludedOrdinals", "terms")`
}

/** The terms of all rows in one array each, and where in it those of a row stand (from 1, both ends included). */
function flattenTerms(rows: TermCounts[]) {
  let end = 0
  const ranges = rows.map(({ ids }) => {
    const from = end + 1
    end += ids.length
    return { from, to: end }
  })
  return {
    ids: encodeIntegers(rows.flatMap(({ ids }) => Array.from(ids))),
    frequencies: encodeReals(rows.flatMap(({ frequencies }) => Array.from(frequencies))),
    ranges,
  }
}
