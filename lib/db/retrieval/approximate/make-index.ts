import type { Client } from 'pg'
import { databasePool, prisma } from '../../client'
import { createIndexSql, INDEX_NAME_PREFIX, type IndexedVectors, indexNameOf, isIndexed, tableOf } from './index-sql'
import { withOwnConnection } from './own-connection'
import { withIterativeScan } from './serving'

/** What one vector takes while the graph is made, beside its numbers. */
const GRAPH_BYTES = 400
const MIN_BUILD_MB = 64
const MAX_BUILD_MB = 1_024

/**
 * Makes an index unless it is there, whole; what was cut off earlier is made anew. Minutes for a million vectors.
 * @returns false when another process makes it
 */
export async function makeIndex(vectors: IndexedVectors, rows: number, signal?: AbortSignal): Promise<boolean> {
  const name = indexNameOf(vectors)
  return withOwnConnection(async (client) => {
    if (!(await lock(client, name))) return false
    const isWhole = await readIsWhole(client, name)
    if (isWhole === true) return true
    if (isWhole === false) await client.query(`DROP INDEX CONCURRENTLY IF EXISTS "${name}"`)
    const bytes = rows * (2 * vectors.dimensions + GRAPH_BYTES)
    const megabytes = Math.min(MAX_BUILD_MB, Math.max(MIN_BUILD_MB, Math.ceil(bytes / 2 ** 20)))
    // a graph that does not fit is finished on disk, in many times as long
    await client.query(`SET maintenance_work_mem = '${megabytes}MB'`)
    await client.query(createIndexSql(vectors))
    return true
  }, signal)
}

/** Deletes indexes by their names; one that is not there, or that another process makes, is left out. */
export async function dropIndexes(names: string[]): Promise<void> {
  if (names.length === 0) return
  await withOwnConnection(async (client) => {
    for (const name of names) {
      if (await lock(client, name)) await client.query(`DROP INDEX CONCURRENTLY IF EXISTS "${name}"`)
    }
  })
}

/** The names of all approximate indexes in the database, whole or not. */
export async function listIndexes(): Promise<string[]> {
  const { rows } = await databasePool().query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c
     WHERE c.relkind = 'i' AND c.relnamespace = current_schema()::regnamespace AND starts_with(c.relname, $1)`,
    [INDEX_NAME_PREFIX],
  )
  return rows.map(({ name }) => name)
}

/** @returns null when there is none */
async function readIsWhole(client: Client, name: string): Promise<boolean | null> {
  const { rows } = await client.query<{ isWhole: boolean }>(
    `SELECT i.indisvalid AS "isWhole" FROM pg_index i WHERE i.indexrelid = to_regclass(quote_ident($1))`,
    [name],
  )
  return rows[0]?.isWhole ?? null
}

/** Until the connection ends. */
async function lock(client: Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ isLocked: boolean }>(
    'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS "isLocked"',
    [name],
  )
  return rows[0]?.isLocked ?? false
}

/** How many vectors an index has to hold. */
export async function countRows(vectors: IndexedVectors): Promise<number> {
  const rows = await prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM ${tableOf(vectors.documents)} WHERE ${isIndexed(vectors)}`
  return rows[0]?.count ?? 0
}

/** Whether pgvector goes on searching past what a filter takes out, as it does from 0.8 on. */
export async function canSearchOn(): Promise<boolean> {
  return (await withIterativeScan({ rows: 0, effort: 64 }, async () => true)) === true
}
