import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { startEmbedded } from '../embedded/start-embedded'
import { migrate } from '../migrations/migrate'

/**
 * One database for all integration tests; every test file makes a workspace of its own in it. It is an embedded one, or,
 * when `DATABASE_URL` is set, a new one on that server, which is dropped again.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'loadout-test-'))
  // the workers start after this and read it through lib/env
  process.env.LOADOUT_DATA_DIR = folder
  process.env.LOADOUT_SECRET = 'a secret for tests only, long enough to pass'
  const close = process.env.DATABASE_URL ? await createOnServer(process.env.DATABASE_URL) : await openEmbedded(folder)
  return async () => {
    await close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function openEmbedded(folder: string): Promise<() => Promise<void>> {
  const database = await startEmbedded(folder, 'socket')
  await migrate(database.config)
  return () => database.stop()
}

async function createOnServer(serverUrl: string): Promise<() => Promise<void>> {
  const name = `loadout_test_${randomUUID().replaceAll('-', '')}`
  await runOnServer(serverUrl, `CREATE DATABASE ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  process.env.DATABASE_URL = url.href
  await migrate({ connectionString: url.href })
  return () => runOnServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`)
}

async function runOnServer(connectionString: string, sql: string): Promise<void> {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
