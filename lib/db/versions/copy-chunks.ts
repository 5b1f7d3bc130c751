import { toDocumentWeights } from '@/lib/db/index-rows'
import {
  decodeIntegers,
  decodeReals,
  encodeIntegers,
  encodeSparsevecs,
  readVectorTypes,
} from '@/lib/db/retrieval/codec'
import type { Transaction } from '@/lib/db/transaction'
import { mapInSlices } from '@/lib/in-slices'
import type { NumberKey } from './chunks-ahead'

const CHUNKS_PER_STATEMENT = 100

type Row = { ordinal: number; length: number; termIds: string; termFrequencies: string }

export type ChunksToCopy = {
  of: NumberKey
  /** Ordinals, the last one not among them. */
  from: number
  to: number
  /** Of the version that they are copied to. */
  version: number
  /** What their weights are pinned to. */
  averageLength: number
  /** The embedding indexes whose vectors are copied. */
  indexIds: string[]
}

/** Gives a version's chunks from one place to another to another number, weighed anew, with their vectors. */
export async function copyChunks(tx: Transaction, { from, to, ...copy }: ChunksToCopy): Promise<void> {
  for (let start = from; start < to; start += CHUNKS_PER_STATEMENT) {
    await copySome(tx, { ...copy, from: start, to: Math.min(start + CHUNKS_PER_STATEMENT, to) })
  }
}

async function copySome(tx: Transaction, { of, from, to, version, averageLength, indexIds }: ChunksToCopy) {
  const { workspaceId, moduleId, version: source } = of
  const rows = await tx.$queryRaw<Row[]>`
    SELECT "ordinal", "length", encode(array_send("termIds"), 'base64') AS "termIds",
      encode(array_send("termFrequencies"), 'base64') AS "termFrequencies"
    FROM "Chunk"
    WHERE "workspaceId" = ${workspaceId} AND "moduleId" = ${moduleId} AND "version" = ${source}::int
      AND "ordinal" >= ${from}::int AND "ordinal" < ${to}::int`
  const weights = await mapInSlices(rows, ({ length, termIds, termFrequencies }) =>
    toDocumentWeights(
      { ids: decodeIntegers(termIds), frequencies: decodeReals(termFrequencies) },
      length,
      averageLength,
    ),
  )
  const terms = encodeSparsevecs(await readVectorTypes(tx), weights)
  const ordinals = encodeIntegers(rows.map(({ ordinal }) => ordinal))
  await tx.$executeRaw`
    INSERT INTO "Chunk" ("workspaceId", "moduleId", "version", "ordinal", "headingPath", "startOffset", "endOffset",
      "tokenCount", "contentHash", "length", "termIds", "termFrequencies", "terms", "curation", "edits")
    SELECT c."workspaceId", c."moduleId", ${version}::int, c."ordinal", c."headingPath", c."startOffset", c."endOffset",
      c."tokenCount", c."contentHash", c."length", c."termIds", c."termFrequencies", r."terms", c."curation", c."edits"
    FROM unnest(${ordinals}::int[], ${terms}::sparsevec[]) AS r("ordinal", "terms")
    JOIN "Chunk" c ON c."workspaceId" = ${workspaceId} AND c."moduleId" = ${moduleId} AND c."version" = ${source}::int
      AND c."ordinal" = r."ordinal"`
  await tx.$executeRaw`
    INSERT INTO "ChunkEmbedding" ("workspaceId", "moduleId", "version", "ordinal", "model", "embedding")
    SELECT "workspaceId", "moduleId", ${version}::int, "ordinal", "model", "embedding" FROM "ChunkEmbedding"
    WHERE "workspaceId" = ${workspaceId} AND "model" = ANY(${indexIds}::text[]) AND "moduleId" = ${moduleId}
      AND "version" = ${source}::int AND "ordinal" >= ${from}::int AND "ordinal" < ${to}::int`
}
