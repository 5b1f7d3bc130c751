import { spawnSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { listProcesses } from '@/lib/db/keep-running'
import { printTimes, TIMES_HEAD, timeEach } from './shared/measure'
import { createBenchWorkspace, withBenchDatabase } from './shared/open-database'
import { traceSync } from './shared/trace-sync'
import { zipfFiles, zipfQueries } from './shared/zipf-library'

/**
 * `npm run bench:durability [-- MODULES]`: what syncing costs. The same writes on an embedded database that syncs its log
 * before it answers, and on one whose calls of fdatasync and fsync are left out. With `--trace` it shows instead, by
 * tracing the system calls of a whole server, that a publish is synced before its response.
 */

const MODULES = 1_000
const FILES_PER_IMPORT = 250
const WRITES = 60
const WARM_UP = 10
/** Put before the database's process: the same database, without its calls to the operating system. */
const LEAVE_OUT_SYNC =
  'data:text/javascript,import fs from "node:fs"; fs.fdatasyncSync = () => undefined; fs.fsyncSync = () => undefined'

async function measure(name: string, modules: number): Promise<void> {
  await withBenchDatabase(async () => {
    const { importModules } = await import('@/lib/services/imports/import-modules')
    const { updateModule } = await import('@/lib/services/modules/update-module')
    const { streamChat } = await import('@/lib/services/chat/stream-chat')
    const { createTestUser } = await import('@/lib/services/testing/create-test-user')
    const system = await createBenchWorkspace()
    const { actor } = await createTestUser(system.workspaceId, 'owner')
    const files = zipfFiles(modules)
    const start = performance.now()
    for (let at = 0; at < files.length; at += FILES_PER_IMPORT)
      await importModules(system, { files: files.slice(at, at + FILES_PER_IMPORT) })
    const seconds = (performance.now() - start) / 1_000
    console.log(`\n${name}\n${TIMES_HEAD}`)
    const bodies = Array.from({ length: WRITES }, (_, i) => `# Text ${i}\n\nOf version ${i}, a sentence.`)
    printTimes('publish', await timeEach(bodies, WARM_UP, (body) => updateModule(actor, { id: 'm0', body })))
    const chats = await timeEach(zipfQueries(WRITES), WARM_UP, async (text) => {
      const stream = await streamChat(actor, { text }, { onError: () => undefined })
      for await (const _ of stream);
    })
    printTimes('chat turn, offline model', chats)
    printSeconds(`import of ${modules.toLocaleString('en')} modules`, seconds)
    if (!process.env.DATABASE_URL) printSeconds('database answers after it was killed', await timeRestart())
  })
}

const printSeconds = (name: string, seconds: number) =>
  console.log(`${name.padEnd(44)}${seconds.toFixed(1).padStart(7)} s`)

/** Seconds from the end of the database's process to its next answer, recovery included. */
async function timeRestart(): Promise<number> {
  const { databasePool } = await import('@/lib/db/client')
  const { pid } = listProcesses()['embedded database'] ?? {}
  if (!pid) throw new Error('No database runs that could be killed.')
  const isAnswered = () =>
    databasePool()
      .query('SELECT 1')
      .then(
        () => true,
        () => false,
      )
  process.kill(pid, 'SIGKILL')
  const start = performance.now()
  while (await isAnswered()) await sleep(5)
  while (!(await isAnswered())) await sleep(20)
  return (performance.now() - start) / 1_000
}

const [mode, count] = process.argv.slice(2)
if (mode === 'synced' || mode === 'unsynced') {
  // read by the database's process, which is started later
  if (mode === 'unsynced') process.env.NODE_OPTIONS = `--import=${JSON.stringify(LEAVE_OUT_SYNC)}`
  await measure(mode === 'synced' ? 'syncs before it answers' : 'does not sync', Number(count))
} else if (mode === '--trace') {
  await traceSync()
} else {
  for (const next of ['unsynced', 'synced']) {
    const args = [...process.execArgv, process.argv[1] ?? '', next, String(Number(mode) || MODULES)]
    const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
    if (status !== 0) process.exitCode = 1
  }
}
