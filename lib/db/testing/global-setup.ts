import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../embedded/start-embedded'
import { migrate } from '../migrations/migrate'

/** One embedded database for all integration tests; every test file makes a workspace of its own in it. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'loadout-test-'))
  const database = await startEmbedded(folder, 'socket')
  await migrate(database.config)
  // the workers start after this and read it through lib/env
  process.env.LOADOUT_DATA_DIR = folder
  process.env.LOADOUT_SECRET = 'a secret for tests only, long enough to pass'
  delete process.env.DATABASE_URL
  return async () => {
    await database.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
