import { type ChunkRow, toDocumentWeights, type VersionRow } from './index-rows'
import { insertVectors } from './insert-vectors'
import type { Transaction } from './transaction'

/** Rows per statement: a statement of the embedded database must not take longer than about 50 ms. */
const CHUNKS_PER_STATEMENT = 50
const VERSIONS_PER_STATEMENT = 25

export type AverageLengths = { averageLength: number; moduleAverageLength: number }

/** Inserts immutable versions with their dependencies, chunks, vectors and module index. The modules must be there. */
export async function insertVersions(
  tx: Transaction,
  workspaceId: string,
  versions: VersionRow[],
  lengths: AverageLengths,
): Promise<void> {
  for (const batch of inBatches(versions, VERSIONS_PER_STATEMENT)) await insertVersionRows(tx, workspaceId, batch)
  const dependencies = versions.flatMap(({ moduleId, version, dependencies }) =>
    dependencies.map((dependencyId, ordinal) => ({ moduleId, version, dependencyId, ordinal })),
  )
  if (dependencies.length > 0) {
    await tx.moduleDependency.createMany({ data: dependencies.map((row) => ({ workspaceId, ...row })) })
  }
  await insertIndexRows(tx, workspaceId, versions, lengths)
}

/** What retrieval searches of versions that are there: chunks, vectors and the module index. */
export async function insertIndexRows(
  tx: Transaction,
  workspaceId: string,
  versions: Pick<VersionRow, 'moduleId' | 'version' | 'chunks' | 'index' | 'vectors'>[],
  lengths: AverageLengths,
): Promise<void> {
  const chunks = versions.flatMap(({ moduleId, version, chunks }) =>
    chunks.map((chunk) => ({ moduleId, version, ...chunk })),
  )
  for (const batch of inBatches(chunks, CHUNKS_PER_STATEMENT)) {
    await insertChunkRows(tx, workspaceId, batch, lengths.averageLength)
  }
  for (const batch of inBatches(versions, CHUNKS_PER_STATEMENT)) {
    await insertModuleIndexRows(tx, workspaceId, batch, lengths.moduleAverageLength)
  }
  await insertVectors(tx, workspaceId, versions)
}

function* inBatches<T>(items: T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size)
}

async function insertVersionRows(tx: Transaction, workspaceId: string, versions: VersionRow[]): Promise<void> {
  await tx.moduleVersion.createMany({
    data: versions.map(({ chunks: _chunks, index: _index, vectors: _vectors, dependencies: _deps, rules, ...row }) => ({
      workspaceId,
      ...row,
      ...(rules ? { rules } : {}),
    })),
  })
}

type LocatedChunk = ChunkRow & { moduleId: string; version: number }

async function insertChunkRows(
  tx: Transaction,
  workspaceId: string,
  chunks: LocatedChunk[],
  averageLength: number,
): Promise<void> {
  const rows = chunks.map(({ termCounts, ...chunk }) => ({
    ...chunk,
    termIds: termCounts.map(([id]) => id),
    termFrequencies: termCounts.map(([, frequency]) => frequency),
    terms: toDocumentWeights(termCounts, chunk.length, averageLength),
  }))
  await tx.$executeRaw`
    INSERT INTO "Chunk" ("workspaceId", "moduleId", "version", "ordinal", "headingPath", "startOffset", "endOffset",
      "text", "tokenCount", "contentHash", "length", "termIds", "termFrequencies", "terms", "curation")
    SELECT ${workspaceId}, r."moduleId", r."version", r."ordinal", r."headingPath", r."startOffset", r."endOffset",
      r."text", r."tokenCount", r."contentHash", r."length", r."termIds", r."termFrequencies", r."terms"::sparsevec,
      r."curation"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r("moduleId" text, "version" int, "ordinal" int,
      "headingPath" text[], "startOffset" int, "endOffset" int, "text" text, "tokenCount" int, "contentHash" text,
      "length" float8, "termIds" int[], "termFrequencies" real[], "terms" text, "curation" jsonb)`
}

async function insertModuleIndexRows(
  tx: Transaction,
  workspaceId: string,
  versions: Pick<VersionRow, 'moduleId' | 'version' | 'index'>[],
  averageLength: number,
): Promise<void> {
  const rows = versions.map(({ moduleId, version, index }) => ({
    moduleId,
    version,
    length: index.length,
    termIds: index.termCounts.map(([id]) => id),
    termFrequencies: index.termCounts.map(([, frequency]) => frequency),
    terms: toDocumentWeights(index.termCounts, index.length, averageLength),
  }))
  await tx.$executeRaw`
    INSERT INTO "ModuleIndex" ("workspaceId", "moduleId", "version", "length", "termIds", "termFrequencies", "terms")
    SELECT ${workspaceId}, r."moduleId", r."version", r."length", r."termIds", r."termFrequencies", r."terms"::sparsevec
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r("moduleId" text, "version" int, "length" float8,
      "termIds" int[], "termFrequencies" real[], "terms" text)`
}
