import { createHash } from 'node:crypto'
import { Prisma } from '../../generated/client'
import { toVector } from '../../index-rows'

/** What an index is of. */
export const APPROXIMATE_DOCUMENTS = ['chunks', 'modules'] as const
export type ApproximateDocuments = (typeof APPROXIMATE_DOCUMENTS)[number]
export type ApproximateKey = { workspaceId: string; indexId: string; documents: ApproximateDocuments }
/** What an index covers: the vectors of one model in one workspace. */
export type IndexedVectors = ApproximateKey & { dimensions: number }

/** Of half precision, pgvector indexes no longer ones. */
export const MAX_INDEXED_DIMENSIONS = 4_000
export const INDEX_NAME_PREFIX = 'Approximate_'

const TABLES = { chunks: 'ChunkEmbedding', modules: 'ModuleEmbedding' } as const
/** Finding their centres takes memory by the square of their number: 200 MB for so many. */
const MAX_LISTS = 1_000

/**
 * Into how many lists of near vectors they are divided, of which a search looks through the nearest. Lists and not a graph
 * (HNSW): questions lie between the texts, where a sparse graph finds too little at the most effort that pgvector allows
 * and a dense one takes minutes to make, while of lists more can be looked through until enough is found.
 */
export const listsOf = (rows: number) => Math.max(1, Math.min(MAX_LISTS, Math.round(Math.sqrt(rows))))

/** Postgres cuts names at 63 bytes, and these ids have no bound. */
export function indexNameOf({ workspaceId, indexId, documents }: ApproximateKey): string {
  const ids = JSON.stringify([workspaceId, indexId, documents, 'lists'])
  return `${INDEX_NAME_PREFIX}${createHash('sha256').update(ids).digest('hex').slice(0, 32)}`
}

export const tableOf = (documents: ApproximateDocuments) => Prisma.raw(`"${TABLES[documents]}"`)

/**
 * Which rows the index is of, as it was made and as a query must say it. Literals: for a parameter the planner cannot tell
 * that the index covers it. A vector of other dimensions is left out, as it could not be stored otherwise.
 */
export function isIndexed({ workspaceId, indexId, dimensions }: IndexedVectors): Prisma.Sql {
  return Prisma.raw(
    `"workspaceId" = ${literal(workspaceId)} AND "model" = ${literal(indexId)} AND vector_dims("embedding") = ${integer(dimensions)}`,
  )
}

/** The negative inner product that the index orders by; rescored, half precision changes no order. */
export function distanceTo(embedding: ArrayLike<number>): Prisma.Sql {
  const half = Prisma.raw(`halfvec(${integer(embedding.length)})`)
  return Prisma.sql`"embedding"::${half} <#> ${toVector(embedding)}::${half}`
}

/** Readers and writers go on meanwhile. */
export function createIndexSql(vectors: IndexedVectors, lists: number): string {
  return `CREATE INDEX CONCURRENTLY "${indexNameOf(vectors)}" ON "${TABLES[vectors.documents]}"
    USING ivfflat (("embedding"::halfvec(${integer(vectors.dimensions)})) halfvec_ip_ops) WITH (lists = ${integer(lists)})
    WHERE ${isIndexed(vectors).sql}`
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

function integer(value: number): number {
  if (!Number.isInteger(value)) throw new Error(`${value} is no number of dimensions.`)
  return value
}
