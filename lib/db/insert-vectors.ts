import type { VersionVectors } from './index-rows'
import type { Transaction } from './transaction'

type Versioned = { moduleId: string; version: number; vectors: VersionVectors[] }
type VectorRow = { moduleId: string; version: number; ordinal: number; model: string; embedding: string }

/** Characters of vectors per statement, so that none takes longer than about 50 ms on the embedded database. */
const STATEMENT_LENGTH = 150_000

/**
 * Stores vectors of versions that are there. What is stored already stays, so that it can be done again; a version's
 * own vector goes last, as the mark that its chunks are complete.
 */
export async function insertVectors(
  writer: Pick<Transaction, '$executeRaw'>,
  workspaceId: string,
  versions: Versioned[],
): Promise<void> {
  const chunks = versions.flatMap(({ moduleId, version, vectors }) =>
    vectors.flatMap(({ indexId: model, chunks }) => chunks.map((chunk) => ({ moduleId, version, model, ...chunk }))),
  )
  for (const batch of inStatements(chunks)) {
    await writer.$executeRaw`
      INSERT INTO "ChunkEmbedding" ("workspaceId", "moduleId", "version", "ordinal", "model", "embedding")
      SELECT ${workspaceId}, r."moduleId", r."version", r."ordinal", r."model", r."embedding"::vector
      FROM json_to_recordset(${JSON.stringify(batch)}::json)
        AS r("moduleId" text, "version" int, "ordinal" int, "model" text, "embedding" text)
      ON CONFLICT DO NOTHING`
  }
  const modules = versions.flatMap(({ moduleId, version, vectors }) =>
    vectors.map(({ indexId: model, module }) => ({ moduleId, version, ordinal: 0, model, embedding: module })),
  )
  for (const batch of inStatements(modules)) {
    await writer.$executeRaw`
      INSERT INTO "ModuleEmbedding" ("workspaceId", "moduleId", "version", "model", "embedding")
      SELECT ${workspaceId}, r."moduleId", r."version", r."model", r."embedding"::vector
      FROM json_to_recordset(${JSON.stringify(batch)}::json)
        AS r("moduleId" text, "version" int, "model" text, "embedding" text)
      ON CONFLICT DO NOTHING`
  }
}

function* inStatements(rows: VectorRow[]): Generator<VectorRow[]> {
  let batch: VectorRow[] = []
  let length = 0
  for (const row of rows) {
    if (batch.length > 0 && length + row.embedding.length > STATEMENT_LENGTH) {
      yield batch
      batch = []
      length = 0
    }
    batch.push(row)
    length += row.embedding.length
  }
  if (batch.length > 0) yield batch
}
