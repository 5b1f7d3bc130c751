import { randomUUID } from 'node:crypto'
import { Client } from 'pg'

/** Many servers sort texts as a dictionary does, without the hyphens of an id, where the embedded database and JavaScript sort them by code points. */
const SORTED_BY_LANGUAGE = `ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'en-US-u-ka-shifted'`

export type ServerDatabase = { url: string; drop(): Promise<void> }

/** A new and empty database on a server whose role may make one. */
export async function createServerDatabase(serverUrl: string, options = SORTED_BY_LANGUAGE): Promise<ServerDatabase> {
  const name = `loadout_test_${randomUUID().replaceAll('-', '')}`
  await runOnServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE template0 ${options}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => runOnServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`) }
}

export async function runOnServer(connectionString: string, sql: string): Promise<void> {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
