import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest'
import type { JobHandlers } from './registry'

// its own database, because it is killed
const root = mkdtempSync(join(tmpdir(), 'loadout-lost-'))
const folder = join(root, 'data')
vi.stubEnv('LOADOUT_DATA_DIR', folder)
vi.stubEnv('DATABASE_URL', '')
vi.resetModules()

const { closeDatabase, databasePool } = await import('@/lib/db/client')
const { startEmbedded } = await import('@/lib/db/embedded/start-embedded')
const { isDatabaseUnavailable } = await import('@/lib/db/is-database-unavailable')
const { JOB_SCHEMA } = await import('@/lib/db/job-queue')
const { listProcesses } = await import('@/lib/db/keep-running')
const { createTestWorkspace } = await import('@/lib/db/testing/create-test-workspace')
const { queueJob } = await import('@/lib/indexing/queue/queue-job')
const { JOB_HANDLERS } = await import('./registry')
const { startWorker } = await import('./start-worker')

/** Before which a database that is started anew waits until it is there. */
const gate = join(root, 'gate')
const GATED = `import fs from 'node:fs'
while (!fs.existsSync(${JSON.stringify(gate)})) await new Promise((done) => setTimeout(done, 20))`
const PATIENT = { timeout: 120_000, interval: 50 }
vi.setConfig({ testTimeout: 300_000, hookTimeout: 180_000 })

const LOST = /^jobs: the database does not answer \(.+\)\. Background jobs wait for it\.\n$/
const BACK = 'jobs: the database answers again. Background jobs go on.\n'

let database: Awaited<ReturnType<typeof startEmbedded>>
let worker: Awaited<ReturnType<typeof startWorker>> | undefined
let workspaceId: string
let said: string[]

beforeAll(async () => {
  cpSync(inject('preparedFolder'), folder, { recursive: true })
  database = await startEmbedded(folder)
  vi.stubEnv('NODE_OPTIONS', `--import=data:text/javascript,${encodeURIComponent(GATED)}`)
  workspaceId = (await createTestWorkspace('lost')).workspaceId
})
beforeEach(() => {
  said = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
})
afterEach(async () => {
  await worker?.stop()
  worker = undefined
  vi.restoreAllMocks()
})
afterAll(async () => {
  await closeDatabase()
  await database.stop()
  vi.unstubAllEnvs()
  rmSync(root, { recursive: true, force: true })
})

const state = () => listProcesses()['embedded database']
/** It is started again at once, but comes up only when it is let. */
function killDatabase(): void {
  rmSync(gate, { force: true })
  process.kill(state()?.pid ?? Number.NaN, 'SIGKILL')
}
const letItStart = () => writeFileSync(gate, '')
const untilLost = () => expect.poll(ofQueue, PATIENT).toEqual([expect.stringMatching(LOST)])
const ofQueue = () => said.filter((line) => line.startsWith('jobs: the database'))

const handlersWith = (handler: JobHandlers['follow-drift']): JobHandlers => ({
  ...JOB_HANDLERS,
  'follow-drift': handler,
})

async function readJobs() {
  const { rows } = await databasePool().query<{ state: string; retries: number }>(
    `SELECT state, retry_count AS retries FROM ${JOB_SCHEMA}.job ORDER BY created_on DESC`,
  )
  return rows
}
const jobs = () => readJobs().catch(() => [])

/** Nobody finds out by its heartbeat that a job was left. */
const forgetHeartbeats = () => databasePool().query(`UPDATE ${JOB_SCHEMA}.job SET heartbeat_seconds = 86400`)

const untilDown = () =>
  expect.poll(() => databasePool().query('SELECT 1').catch(isDatabaseUnavailable), PATIENT).toBe(true)

async function untilItAnswers(): Promise<void> {
  await expect
    .poll(
      () =>
        databasePool()
          .query('SELECT 1')
          .then(
            () => true,
            () => false,
          ),
      PATIENT,
    )
    .toBe(true)
}

it('a worker waits for a database that was killed, says so, and does again what was cut off', async () => {
  let runs = 0
  worker = await startWorker(
    handlersWith(async () => {
      if (++runs > 1) return
      await forgetHeartbeats()
      killDatabase()
      await untilDown()
      // it is over while there is nobody to tell
      throw new Error('cut off')
    }),
  )
  await queueJob('follow-drift', { workspaceId })
  await untilLost()
  letItStart()
  await expect.poll(jobs, PATIENT).toEqual([{ state: 'completed', retries: 1 }])
  expect(runs).toBe(2)
  expect(ofQueue()).toEqual([expect.stringMatching(LOST), BACK])
})

it('a worker that starts while the database is down waits for it', async () => {
  await databasePool().query(`DELETE FROM ${JOB_SCHEMA}.job`)
  await queueJob('follow-drift', { workspaceId })
  killDatabase()
  await untilDown()
  const starting = startWorker(handlersWith(async () => undefined))
  await untilLost()
  letItStart()
  worker = await starting
  await expect.poll(jobs, PATIENT).toEqual([{ state: 'completed', retries: 0 }])
  expect(ofQueue()).toEqual([expect.stringMatching(LOST), BACK])
})

it('a job that goes on without the database is done once', async () => {
  await databasePool().query(`DELETE FROM ${JOB_SCHEMA}.job`)
  let runs = 0
  worker = await startWorker(
    handlersWith(async ({ workspaceId: of }) => {
      if (of !== workspaceId) return
      runs++
      killDatabase()
      await untilDown()
      expect(await queueJob('follow-drift', { workspaceId: 'another' })).toBe(false)
      letItStart()
      await untilItAnswers()
      // the queue's next statement tells the worker
      expect(await queueJob('follow-drift', { workspaceId: 'another' })).toBe(true)
      for (let count = 0; count < 10; count++) await readJobs()
    }),
  )
  await queueJob('follow-drift', { workspaceId })
  const done = { state: 'completed', retries: 0 }
  await expect.poll(jobs, PATIENT).toEqual([done, done])
  expect(runs).toBe(1)
  expect(ofQueue()).toEqual([expect.stringMatching(LOST), BACK])
})
