import type { VectorPart } from '@/lib/db/index-rows'
import { encodeIntegers, encodeVectors, readVectorTypes, type VectorTypes } from '@/lib/db/retrieval/codec'
import type { Transaction } from '@/lib/db/transaction'

type Versioned = { moduleId: string; version: number; vectors: VectorPart[] }
type VectorRow = { moduleId: string; version: number; ordinal: number; model: string; embedding: ArrayLike<number> }

/** Numbers per statement, so that none takes longer than about 50 ms on the embedded database. */
const STATEMENT_SIZE = 50_000

/**
 * Stores vectors of versions that are there. What is stored already stays, so that it can be done again; a version's
 * own vector goes last, as the mark that its chunks are complete.
 */
export async function insertVectors(
  writer: Pick<Transaction, '$executeRaw' | '$queryRaw'>,
  workspaceId: string,
  versions: Versioned[],
  knownTypes?: VectorTypes,
): Promise<void> {
  const types = knownTypes ?? (await readVectorTypes(writer))
  for (const batch of inStatements(locateVectors(versions))) {
    const { moduleIds, versions, models, embeddings } = toColumns(batch, types)
    await writer.$executeRaw`
      INSERT INTO "ChunkEmbedding" ("workspaceId", "moduleId", "version", "ordinal", "model", "embedding")
      SELECT ${workspaceId}, r.* FROM unnest(${moduleIds}::text[], ${versions}::int[],
        ${encodeIntegers(batch.map(({ ordinal }) => ordinal))}::int[], ${models}::text[], ${embeddings}::vector[]) r
      ON CONFLICT DO NOTHING`
  }
  const modules = versions.flatMap(({ moduleId, version, vectors }) =>
    vectors.flatMap(({ indexId: model, module }) =>
      module ? [{ moduleId, version, ordinal: 0, model, embedding: module }] : [],
    ),
  )
  for (const batch of inStatements(modules)) {
    const { moduleIds, versions, models, embeddings } = toColumns(batch, types)
    await writer.$executeRaw`
      INSERT INTO "ModuleEmbedding" ("workspaceId", "moduleId", "version", "model", "embedding")
      SELECT ${workspaceId}, r.* FROM unnest(${moduleIds}::text[], ${versions}::int[], ${models}::text[],
        ${embeddings}::vector[]) r
      ON CONFLICT DO NOTHING`
  }
}

function* locateVectors(versions: Versioned[]): Generator<VectorRow> {
  for (const { moduleId, version, vectors } of versions) {
    for (const { indexId: model, chunks } of vectors) {
      for (const { ordinal, embedding } of chunks) yield { moduleId, version, ordinal, model, embedding }
    }
  }
}

function toColumns(rows: VectorRow[], types: VectorTypes) {
  return {
    moduleIds: rows.map(({ moduleId }) => moduleId),
    versions: encodeIntegers(rows.map(({ version }) => version)),
    models: rows.map(({ model }) => model),
    embeddings: encodeVectors(
      types,
      rows.map(({ embedding }) => embedding),
    ),
  }
}

function* inStatements(rows: Iterable<VectorRow>): Generator<VectorRow[]> {
  let batch: VectorRow[] = []
  let size = 0
  for (const row of rows) {
    if (batch.length > 0 && size + row.embedding.length > STATEMENT_SIZE) {
      yield batch
      batch = []
      size = 0
    }
    batch.push(row)
    size += row.embedding.length
  }
  if (batch.length > 0) yield batch
}
