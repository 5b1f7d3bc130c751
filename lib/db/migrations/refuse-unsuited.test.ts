import { Client, type PoolConfig } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openScratch, type Scratch } from '../testing/open-scratch'
import { createServerDatabase, runOnServer, type ServerDatabase } from '../testing/server-database'
import { migrate } from './migrate'

const NONE: never[] = []

async function run(config: PoolConfig, sql: string): Promise<void> {
  const client = new Client(config)
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

describe('a database whose extension does not serve', () => {
  let scratch: Scratch
  beforeAll(async () => {
    scratch = await openScratch()
  })
  afterAll(() => scratch.close())

  it('is given one where there is none', async () => {
    await migrate(scratch.config, NONE)
    await run(scratch.config, `SELECT '[1]'::halfvec`)
  })

  it.each(['0.6.2', '0.5.10'])('is refused with pgvector %s', async (version) => {
    await run(scratch.config, `UPDATE pg_extension SET extversion = '${version}' WHERE extname = 'vector'`)
    await expect(migrate(scratch.config, NONE)).rejects.toThrow(
      `has pgvector ${version}: install 0.7 or newer on its server, and run ALTER EXTENSION vector UPDATE in it.`,
    )
  })

  it.each(['0.7.0', '0.10.1', '1.0.0'])('is taken with pgvector %s', async (version) => {
    await run(scratch.config, `UPDATE pg_extension SET extversion = '${version}' WHERE extname = 'vector'`)
    expect(await migrate(scratch.config, NONE)).toEqual([])
  })

  it('is refused where its types are not found, and taken once what it says was done', async () => {
    await run(scratch.config, 'CREATE SCHEMA "Far away"; ALTER EXTENSION vector SET SCHEMA "Far away"')
    const doing = 'ALTER EXTENSION vector SET SCHEMA "public"'
    await expect(migrate(scratch.config, NONE)).rejects.toThrow(
      `The extension "vector" lies in the schema "Far away", where Loadout does not look: run ${doing}.`,
    )
    await run(scratch.config, doing)
    expect(await migrate(scratch.config, NONE)).toEqual([])
  })
})

// on a server Postgres, which CI does not have
const serverUrl = process.env.DATABASE_URL ?? ''

describe.runIf(serverUrl)('a server Postgres', () => {
  const role = `loadout_role_${process.pid}`
  const databases: ServerDatabase[] = []
  afterAll(async () => {
    for (const { drop } of databases) await drop()
    await runOnServer(serverUrl, `DROP ROLE IF EXISTS ${role}`)
  })

  async function create(options?: string): Promise<string> {
    const database = await createServerDatabase(serverUrl, options)
    databases.push(database)
    return database.url
  }

  it('is refused where it does not keep every letter', async () => {
    const url = await create(`ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'`)
    await expect(migrate({ connectionString: url })).rejects.toThrow(/keeps texts as LATIN1: make one with .+UTF8/)
  })

  it('is refused to a role that may not make the extension, or tables; once it owns the database, it is taken', async () => {
    const url = await create()
    const name = new URL(url).pathname.slice(1)
    await runOnServer(serverUrl, `CREATE ROLE ${role} LOGIN PASSWORD '${role}'`)
    const theirs = new URL(url)
    Object.assign(theirs, { username: role, password: role })
    const config = { connectionString: theirs.href }
    await expect(migrate(config)).rejects.toThrow(
      /install pgvector .+ and run CREATE EXTENSION vector in it as a superuser \(permission denied/,
    )
    await runOnServer(url, 'CREATE EXTENSION vector')
    const doing = `ALTER DATABASE "${name}" OWNER TO "${role}"`
    await expect(migrate(config)).rejects.toThrow(
      `The role "${role}" may not make schemas and tables in the database "${name}": as a superuser, run ${doing}.`,
    )
    await runOnServer(url, doing)
    expect((await migrate(config)).length).toBeGreaterThan(0)
    expect(await migrate(config)).toEqual([])
  })

  it('may have a database whose name needs quotes', async () => {
    const name = `loadout "test's" ${process.pid} é`
    const url = new URL(serverUrl)
    url.pathname = `/${encodeURIComponent(name)}`
    await runOnServer(serverUrl, `CREATE DATABASE "${name.replaceAll('"', '""')}" TEMPLATE template0`)
    databases.push({
      url: url.href,
      drop: () => runOnServer(serverUrl, `DROP DATABASE "${name.replaceAll('"', '""')}" WITH (FORCE)`),
    })
    expect((await migrate({ connectionString: url.href })).length).toBeGreaterThan(0)
  })
})
