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
/** Neighbours of a vector in the graph, and how many candidates for them are looked at. */
const GRAPH = 'm = 24, ef_construction = 200'

/** Postgres cuts names at 63 bytes, and these ids have no bound. */
export function indexNameOf({ workspaceId, indexId, documents }: ApproximateKey): string {
  const ids = JSON.stringify([workspaceId, indexId, documents])
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
export function createIndexSql(vectors: IndexedVectors): string {
  return `CREATE INDEX CONCURRENTLY "${indexNameOf(vectors)}" ON "${TABLES[vectors.documents]}"
    USING hnsw (("embedding"::halfvec(${integer(vectors.dimensions)})) halfvec_ip_ops) WITH (${GRAPH})
    WHERE ${isIndexed(vectors).sql}`
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

function integer(value: number): number {
  if (!Number.isInteger(value)) throw new Error(`${value} is no number of dimensions.`)
  return value
}
