import type { Client } from 'pg'
import { StartError } from '../embedded/start-error'

const OLDEST_POSTGRES = 15
const OLDEST_PGVECTOR = [0, 7] as const
/** No such extension on the server, its files are damaged, and not for this role. */
const NO_EXTENSION = new Set(['0A000', '58P01', '42501'])

type Facts = {
  postgres: string
  major: number
  encoding: string
  isStandby: boolean
  role: string
  database: string
  schema: string | null
  mayCreate: boolean
  pgvector: string | null
  pgvectorSchema: string | null
  findsTypes: boolean
}

/**
 * Makes the extension where it is missing.
 * @throws StartError with what to do, where the server, the database or the role is none that Loadout can work with
 */
export async function refuseUnsuited(client: Client): Promise<void> {
  const facts = await readFacts(client)
  const { postgres, major, encoding, role, database } = facts
  if (major < OLDEST_POSTGRES)
    throw new StartError(`DATABASE_URL names a Postgres ${postgres}: Loadout needs ${OLDEST_POSTGRES} or newer.`)
  if (facts.isStandby)
    throw new StartError('DATABASE_URL names a standby, which nobody can write to: name its primary server.')
  if (encoding !== 'UTF8')
    throw new StartError(
      `The database ${quote(database)} keeps texts as ${encoding}: make one with CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8'.`,
    )
  // even this statement is refused while nothing may be written
  if (facts.pgvector === null) await createExtension(client)
  refuseExtension(facts.pgvector === null ? await readFacts(client) : facts)
  if (!facts.mayCreate)
    throw new StartError(
      `The role ${quote(role)} may not make schemas and tables in the database ${quote(database)}: as a superuser, run ALTER DATABASE ${quote(database)} OWNER TO ${quote(role)}.`,
    )
}

function refuseExtension({ database, pgvector, pgvectorSchema, schema, findsTypes }: Facts): void {
  const [major = 0, minor = 0] = (pgvector ?? '').split('.').map(Number)
  const [oldestMajor, oldestMinor] = OLDEST_PGVECTOR
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor))
    throw new StartError(
      `The database ${quote(database)} has pgvector ${pgvector}: install ${OLDEST_PGVECTOR.join('.')} or newer on its server, and run ALTER EXTENSION vector UPDATE in it.`,
    )
  if (!findsTypes)
    throw new StartError(
      `The extension "vector" lies in the schema ${quote(pgvectorSchema ?? '')}, where Loadout does not look: run ALTER EXTENSION vector SET SCHEMA ${quote(schema ?? 'public')}.`,
    )
}

async function createExtension(client: Client): Promise<void> {
  try {
    await client.query('CREATE EXTENSION IF NOT EXISTS vector')
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string }
    if (!NO_EXTENSION.has(code ?? '')) throw error
    throw new StartError(
      `The extension "vector" is missing in this database: install pgvector ${OLDEST_PGVECTOR.join('.')} or newer on its server, and run CREATE EXTENSION vector in it as a superuser (${message}).`,
    )
  }
}

/** A role may create while there is nothing yet; later it owns what it made. */
async function readFacts(client: Client): Promise<Facts> {
  const { rows } = await client.query<Facts>(`
    SELECT current_setting('server_version') AS "postgres", current_setting('server_version_num')::int / 10000 AS "major",
      current_setting('server_encoding') AS "encoding", pg_is_in_recovery() AS "isStandby",
      current_user AS "role", current_database() AS "database", current_schema() AS "schema",
      to_regclass('_prisma_migrations') IS NOT NULL
        OR (coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)
          AND has_database_privilege(current_database(), 'CREATE')) AS "mayCreate",
      (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS "pgvector",
      (SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'vector') AS "pgvectorSchema",
      to_regtype('vector') IS NOT NULL AS "findsTypes"`)
  if (!rows[0]) throw new Error('The database says nothing about itself.')
  return rows[0]
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`
