import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PoolConfig } from 'pg'
import { startEmbedded } from '../embedded/start-embedded'
import { createServerDatabase } from './server-database'

export type Scratch = {
  config: PoolConfig
  /** Under which modules that are loaded anew use this database. */
  env: { DATABASE_URL: string; LOADOUT_DATA_DIR: string }
  close(): Promise<void>
}

/** An empty database of one test's own, of the kind that the tests run on. */
export async function openScratch(): Promise<Scratch> {
  const folder = mkdtempSync(join(tmpdir(), 'loadout-scratch-'))
  const { url, config, stop } = process.env.DATABASE_URL
    ? await openOnServer(process.env.DATABASE_URL)
    : { url: '', ...(await startEmbedded(folder, 'socket')) }
  return {
    config,
    env: { DATABASE_URL: url, LOADOUT_DATA_DIR: folder },
    async close() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function openOnServer(serverUrl: string) {
  const { url, drop } = await createServerDatabase(serverUrl)
  return { url, config: { connectionString: url } as PoolConfig, stop: drop }
}
