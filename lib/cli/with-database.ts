import { setTimeout as sleep } from 'node:timers/promises'
import { closeDatabase, databaseConfig } from '@/lib/db/client'
import { type EmbeddedDatabase, isEmbeddedRunning, startEmbedded } from '@/lib/db/embedded/start-embedded'
import { StartError } from '@/lib/db/embedded/start-error'
import { readInstallationSecret } from '@/lib/db/secret'
import { untilPrepared } from '@/lib/db/start/until-prepared'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { prepareDatabase } from './prepare-database'

const WAIT_MS = 60_000
const RETRY_MS = 200

/** Runs one command on the database: over the running server's when there is one, else starts it meanwhile. */
export async function withDatabase(work: () => Promise<void>): Promise<void> {
  let database: EmbeddedDatabase | null = null
  try {
    database = env.DATABASE_URL ? null : await startUnlessRunning()
    if (env.DATABASE_URL || database) await prepareDatabase(databaseConfig())
    else await untilPrepared()
    await work()
  } catch (error) {
    process.stderr.write(`${isForPeople(error) ? error.message : error instanceof Error ? error.stack : error}\n`)
    process.exitCode = 1
  } finally {
    await closeDatabase()
    await database?.stop()
  }
}

function isForPeople(error: unknown): error is Error {
  if (error instanceof StartError || error instanceof AppError) return true
  return error instanceof TypeError && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')
}

async function startUnlessRunning(): Promise<EmbeddedDatabase | null> {
  for (const deadline = performance.now() + WAIT_MS; ; await sleep(RETRY_MS)) {
    if (await isEmbeddedRunning(env.dataDir)) return null
    try {
      // whoever makes the database makes the secret: a database without one has lost it
      readInstallationSecret()
      return await startEmbedded(env.dataDir, env.LOADOUT_DATABASE_TRANSPORT)
    } catch (error) {
      // another process has the folder and is about to listen, or about to let go
      if (!(error instanceof StartError) || !error.isTransient || performance.now() > deadline) throw error
    }
  }
}
