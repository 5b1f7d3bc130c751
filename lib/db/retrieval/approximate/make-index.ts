import type { Client } from 'pg'
import { databasePool, prisma } from '../../client'
import {
  createIndexSql,
  INDEX_NAME_PREFIX,
  type IndexedVectors,
  indexNameOf,
  isIndexed,
  listsOf,
  tableOf,
} from './index-sql'
import { withOwnConnection } from './own-connection'
import { withIterativeScan } from './serving'

const MIN_BUILD_MB = 64

/**
 * Makes an index unless it is there, whole; what was cut off earlier is made anew. Seconds for 100,000 vectors.
 *
 * @param isAnew makes it for as many vectors as there are now, while the one that is there serves
 * @returns false when another process makes it
 */
export async function makeIndex(
  vectors: IndexedVectors,
  rows: number,
  { isAnew = false, signal }: { isAnew?: boolean; signal?: AbortSignal | undefined } = {},
): Promise<boolean> {
  const name = indexNameOf(vectors)
  return withOwnConnection(async (client) => {
    if (!(await lock(client, name))) return false
    const isWhole = await readIsWhole(client, name)
    if (isWhole === true && !isAnew) return true
    if (isWhole === false) await client.query(`DROP INDEX CONCURRENTLY IF EXISTS "${name}"`)
    const lists = listsOf(rows)
    // with less it is refused
    await client.query(`SET maintenance_work_mem = '${toBuildMegabytes(lists, vectors.dimensions)}MB'`)
    if (isWhole === true) {
      await client.query(`ALTER INDEX "${name}" SET (lists = ${lists})`)
      await client.query(`REINDEX INDEX CONCURRENTLY "${name}"`)
    } else {
      await client.query(createIndexSql(vectors, lists))
    }
    return true
  }, signal)
}

/** The centres are found from 50 vectors a list, at least 10,000, each with its distance to each centre; half as much again to be safe. */
function toBuildMegabytes(lists: number, dimensions: number): number {
  const bytes = Math.max(10_000, 50 * lists) * (2 * dimensions + 4 * lists)
  return MIN_BUILD_MB + Math.ceil((1.5 * bytes) / 2 ** 20)
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
  return (await withIterativeScan({ effort: 1 }, async () => true)) === true
}
