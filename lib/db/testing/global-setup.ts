import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../embedded/start-embedded'
import { migrate } from '../migrations/migrate'
import { createServerDatabase } from './server-database'

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder whose database is migrated and empty, to be copied: making one takes many times as long. */
    preparedFolder: string
  }
}

/**
 * One database for all integration tests; every test file makes a workspace of its own in it. It is an embedded one, or,
 * when `DATABASE_URL` is set, a new one on that server, which is dropped again.
 */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const root = mkdtempSync(join(tmpdir(), 'loadout-test-'))
  const prepared = join(root, 'prepared')
  await prepareFolder(prepared)
  provide('preparedFolder', prepared)
  const folder = join(root, 'data')
  // the workers start after this and read it through lib/env
  process.env.LOADOUT_DATA_DIR = folder
  process.env.LOADOUT_SECRET = 'a secret for tests only, long enough to pass'
  const close = process.env.DATABASE_URL
    ? await createOnServer(process.env.DATABASE_URL)
    : await openEmbedded(prepared, folder)
  return async () => {
    await close()
    rmSync(root, { recursive: true, force: true })
  }
}

async function prepareFolder(folder: string): Promise<void> {
  const database = await startEmbedded(folder, 'socket')
  await migrate(database.config)
  await database.stop()
}

async function openEmbedded(prepared: string, folder: string): Promise<() => Promise<void>> {
  cpSync(prepared, folder, { recursive: true })
  const database = await startEmbedded(folder, 'socket')
  return () => database.stop()
}

async function createOnServer(serverUrl: string): Promise<() => Promise<void>> {
  const { url, drop } = await createServerDatabase(serverUrl)
  process.env.DATABASE_URL = url
  await migrate({ connectionString: url })
  return drop
}
