import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PoolConfig } from 'pg'
import { startEmbedded } from '../embedded/start-embedded'
import { createServerDatabase } from './server-database'

export type Scratch = { config: PoolConfig; close(): Promise<void> }

/** An empty database of one test's own, of the kind that the tests run on. */
export async function openScratch(): Promise<Scratch> {
  if (process.env.DATABASE_URL) {
    const { url, drop } = await createServerDatabase(process.env.DATABASE_URL)
    return { config: { connectionString: url }, close: drop }
  }
  const folder = mkdtempSync(join(tmpdir(), 'loadout-scratch-'))
  const { config, stop } = await startEmbedded(folder, 'socket')
  return {
    config,
    async close() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
