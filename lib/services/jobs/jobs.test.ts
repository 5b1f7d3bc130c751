import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, afterEach, expect, it, vi } from 'vitest'
import { closeDatabase, databasePool, prisma } from '@/lib/db/client'
import { JOB_QUEUE, JOB_SCHEMA, openJobQueue } from '@/lib/db/job-queue'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { enqueueJob } from './enqueue-job'
import { JOB_HANDLERS, type JobHandlers } from './registry'
import { startWorker, type Worker } from './start-worker'

/** All tests share one queue: the jobs of others are not what this is about, and may take long. */
const IDLE_HANDLERS = Object.fromEntries(
  Object.keys(JOB_HANDLERS).map((name) => [name, async () => undefined]),
) as unknown as JobHandlers

let worker: Worker | undefined
afterEach(async () => {
  await worker?.stop()
  worker = undefined
})
afterAll(closeDatabase)

const statesOf = async (workspaceId: string) => {
  const { rows } = await databasePool().query<{ state: string; retries: number; error: string | null }>(
    `SELECT state, retry_count AS retries, output->>'message' AS error FROM ${JOB_SCHEMA}.job
     WHERE data->'payload'->>'workspaceId' = $1 ORDER BY created_on, id`,
    [workspaceId],
  )
  return rows
}

it('works off what waits, one after the other, and again what was asked for meanwhile', async () => {
  const { workspaceId } = await createTestWorkspace('jobs')
  const payload = { workspaceId }
  let isRunning = false
  const seen: string[] = []
  worker = await startWorker({
    ...IDLE_HANDLERS,
    'follow-drift': async (given) => {
      if (given.workspaceId !== workspaceId) return
      expect(isRunning).toBe(false)
      isRunning = true
      seen.push(given.workspaceId)
      // the same again, twice: one waits for its turn, the other adds nothing
      if (seen.length === 1) {
        expect(await enqueueJob('follow-drift', payload, { singletonKey: 'a' })).toBe(true)
        expect(await enqueueJob('follow-drift', payload, { singletonKey: 'a' })).toBe(false)
      }
      isRunning = false
    },
  })
  expect(await enqueueJob('follow-drift', payload, { singletonKey: 'a' })).toBe(true)
  await vi.waitFor(
    async () => expect((await statesOf(workspaceId)).map(({ state }) => state)).toEqual(['completed', 'completed']),
    10_000,
  )
  expect(seen).toHaveLength(2)
})

it('tries again later what failed, and says why', async () => {
  const { workspaceId } = await createTestWorkspace('jobs')
  worker = await startWorker({
    ...IDLE_HANDLERS,
    'follow-drift': async (given) => {
      if (given.workspaceId === workspaceId) throw new Error('no luck')
    },
  })
  await enqueueJob('follow-drift', { workspaceId })
  await vi.waitFor(
    async () => expect(await statesOf(workspaceId)).toMatchObject([{ state: 'retry', error: 'no luck' }]),
    10_000,
  )
})

it('does again, without duplicates, what a killed process had half done', async () => {
  const { workspaceId } = await createTestWorkspace('jobs')
  await enqueueJob('follow-drift', { workspaceId })
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/services/jobs/testing/stuck-worker.ts', workspaceId], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await statesOf(workspaceId)).toMatchObject([{ state: 'active' }])

  // its heartbeat is a minute old: nobody will finish it
  await databasePool().query(
    `UPDATE ${JOB_SCHEMA}.job SET heartbeat_on = heartbeat_on - interval '2 minutes'
     WHERE data->'payload'->>'workspaceId' = $1`,
    [workspaceId],
  )
  const boss = await openJobQueue()
  await boss.supervise(JOB_QUEUE)
  worker = await startWorker({
    ...IDLE_HANDLERS,
    'follow-drift': async (given) => {
      if (given.workspaceId !== workspaceId) return
      const term = { workspaceId, termId: 1, documentFrequency: 1 }
      await prisma.termStatistic.createMany({ data: [term, { ...term, termId: 2 }], skipDuplicates: true })
    },
  })
  await vi.waitFor(
    async () => expect(await statesOf(workspaceId)).toMatchObject([{ state: 'completed', retries: 1 }]),
    15_000,
  )
  expect(await prisma.termStatistic.count({ where: { workspaceId } })).toBe(2)
}, 40_000)
