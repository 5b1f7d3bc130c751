import { closeDatabase } from '@/lib/db/client'
import { StartError } from '@/lib/db/embedded/start-error'
import { untilPrepared } from '@/lib/db/start/until-prepared'
import { env } from '@/lib/env'
import { lowerPriority } from '@/lib/lower-priority'
import { beginWork } from '@/lib/worker/begin-work'
import { followServer } from '@/lib/worker/worker-link'

/** Behind all that somebody waits for; its threads inherit it. */
const NICENESS = 10

/**
 * `npm run worker`: works off background jobs in a process of its own, beside a running Loadout. With `--child` it ends
 * with the process that started it.
 */
async function main(): Promise<void> {
  lowerPriority(NICENESS)
  const isChild = process.argv.includes('--child')
  const stopped = untilStopped(isChild)
  const worker = await Promise.race([untilPrepared().then(beginWork), stopped])
  if (!isChild && worker)
    process.stdout.write(`The worker runs on ${env.DATABASE_URL ? 'Postgres' : env.dataDir}. Stop it with Ctrl-C.\n`)
  await stopped
  await worker?.stop()
}

function untilStopped(isChild: boolean): Promise<void> {
  return new Promise((done) => {
    // a child's parent closes the pipe once its own work is done; Ctrl-C reaches the whole process group
    if (isChild)
      void followServer(process.stdin)
        .catch(() => undefined)
        .finally(done)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, isChild ? () => undefined : () => done())
  })
}

main()
  .catch((error: unknown) => {
    process.stderr.write(
      `${error instanceof StartError ? error.message : error instanceof Error ? error.stack : error}\n`,
    )
    process.exitCode = 1
  })
  .finally(async () => {
    await closeDatabase()
    process.exit()
  })
