import { Pool, type PoolConfig, type QueryResultRow } from 'pg'
import { env } from '@/lib/env'
import { processWide } from '@/lib/process-wide'
import { prepareDataFolder } from './embedded/data-folder'
import { endpointOf, poolConfigOf } from './embedded/endpoint'
import { StartError } from './embedded/start-error'
import { PrismaClient } from './generated/client'
import { PrismaOneByOne } from './one-by-one'
import { nameOfPrepared, PREPARED } from './prepared'

const MAX_CONNECTIONS = 20
const STATEMENT_TIMEOUT_MS = 30_000
/** The embedded database has one backend: a new connection waits there until a long transaction is through. */
const CONNECT_TIMEOUT_MS = env.DATABASE_URL ? 10_000 : STATEMENT_TIMEOUT_MS
const TRANSACTION_OPTIONS = { maxWait: CONNECT_TIMEOUT_MS, timeout: 15_000 }

type Database = { pool: Pool; prisma: PrismaClient }

type Shared = { database?: Database; users: Set<() => Promise<void>> }

const shared = processWide<Shared>('database', () => ({ users: new Set() }))

/** How to reach the configured database; times out statements and forgotten transactions on every kind. */
export function databaseConfig(): PoolConfig {
  const timeouts = {
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS + 1_000,
  }
  if (env.DATABASE_URL)
    return {
      ...timeouts,
      connectionString: env.DATABASE_URL,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    }
  const endpoint = endpointOf(prepareDataFolder(env.dataDir), env.LOADOUT_DATABASE_TRANSPORT)
  if (!endpoint) throw new StartError(`No embedded database runs in ${env.dataDir}: start Loadout first.`)
  return { ...timeouts, ...poolConfigOf(endpoint) }
}

export const databaseKind: 'embedded' | 'postgres' = env.DATABASE_URL ? 'postgres' : 'embedded'

function open(): Database {
  const pool = new Pool(databaseConfig())
  // an idle connection that breaks is replaced by the pool; without a listener it would end the process
  pool.on('error', () => undefined)
  const adapter = new PrismaOneByOne(pool, { statementNameGenerator: ({ sql }) => nameOf(sql) as string })
  return { pool, prisma: new PrismaClient({ adapter, transactionOptions: TRANSACTION_OPTIONS }) }
}

function database(): Database {
  shared.database ??= open()
  return shared.database
}

/** Connects at first use. Inside `$transaction` use its `tx`: the embedded database has one backend. */
export const prisma: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, property) {
    const client = database().prisma
    const value: unknown = Reflect.get(client, property, client)
    return typeof value === 'function' ? value.bind(client) : value
  },
})

/** For libraries that speak SQL themselves. */
export const databasePool = (): Pool => database().pool

/** A server may stand behind a pooler, where a connection's names are lost; it plans quickly. */
const nameOf = (sql: string) => (databaseKind === 'embedded' ? nameOfPrepared(sql) : undefined)

/**
 * On the driver itself, for what is asked so often that Prisma's part of it counts.
 * @param statement one that begins with `PREPARED` is kept
 */
export async function queryDriver<Row extends QueryResultRow>(statement: {
  text: string
  values: unknown[]
}): Promise<Row[]> {
  const { text, values } = statement
  return (await databasePool().query<Row>({ name: nameOf(text), text, values })).rows
}

export function queryPrepared<Row extends QueryResultRow>(sql: string, values: unknown[]): Promise<Row[]> {
  return queryDriver({ text: `${PREPARED.text} ${sql}`, values })
}

/** What `closeDatabase` ends before it closes the connections. */
export function endBeforeDatabase(end: () => Promise<void>): void {
  shared.users.add(end)
}

export async function closeDatabase(): Promise<void> {
  const users = [...shared.users]
  shared.users.clear()
  await Promise.allSettled(users.map((end) => end()))
  const open = shared.database
  shared.database = undefined
  await open?.prisma.$disconnect()
  await open?.pool.end()
}
