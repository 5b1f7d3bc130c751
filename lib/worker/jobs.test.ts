import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, afterEach, expect, it, vi } from 'vitest'
import { closeDatabase, databasePool, prisma } from '@/lib/db/client'
import { JOB_QUEUE, JOB_SCHEMA, openJobQueue } from '@/lib/db/job-queue'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { AppError } from '@/lib/errors'
import { queueJob } from '@/lib/indexing/queue/queue-job'
import { importModules } from '@/lib/services/imports/import-modules'
import { JOB_HANDLERS, type JobHandlers } from './registry'
import { startWorker, type Worker } from './start-worker'
import { handlersOf } from './testing/handlers-of'

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

// a machine that does much besides takes its time
vi.setConfig({ testTimeout: 150_000 })

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
        expect(await queueJob('follow-drift', payload, { singletonKey: 'a' })).toBe(true)
        expect(await queueJob('follow-drift', payload, { singletonKey: 'a' })).toBe(false)
      }
      isRunning = false
    },
  })
  expect(await queueJob('follow-drift', payload, { singletonKey: 'a' })).toBe(true)
  await vi.waitFor(
    async () => expect((await statesOf(workspaceId)).map(({ state }) => state)).toEqual(['completed', 'completed']),
    { timeout: 60_000, interval: 50 },
  )
  expect(seen).toHaveLength(2)
})

it('tries again later what failed, and says why, but nothing that nobody foresaw', async () => {
  const silence = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const { workspaceId } = await createTestWorkspace('jobs')
  const errors = [new AppError('CONFLICT', 'no luck'), new Error('in /srv/loadout/secret.ts')]
  worker = await startWorker({
    ...IDLE_HANDLERS,
    'follow-drift': async (given) => {
      if (given.workspaceId === workspaceId) throw errors.shift()
    },
  })
  await queueJob('follow-drift', { workspaceId })
  await queueJob('follow-drift', { workspaceId })
  await vi.waitFor(
    async () =>
      expect(await statesOf(workspaceId)).toMatchObject([
        { state: 'retry', error: 'no luck' },
        {
          state: 'retry',
          error: expect.stringMatching(/^Failed unexpectedly. The server’s log says why, under \S+\.$/),
        },
      ]),
    { timeout: 60_000, interval: 50 },
  )
  expect(silence.mock.calls.join()).toContain('in /srv/loadout/secret.ts')
  silence.mockRestore()
})

it('says once that a job will not be tried again, with the reason', async () => {
  const { workspaceId } = await createTestWorkspace('jobs')
  const told: { given: object; reason: string; retries: number }[] = []
  const failing: JobHandlers = {
    ...IDLE_HANDLERS,
    'follow-drift': async (given) => {
      if (given.workspaceId === workspaceId) throw new AppError('CONFLICT', 'no luck')
    },
  }
  worker = await startWorker(failing, {
    'follow-drift': async (given, reason) => {
      told.push({ given, reason, retries: (await statesOf(workspaceId))[0]!.retries })
    },
  })
  await queueJob('follow-drift', { workspaceId })
  await vi.waitFor(async () => expect((await statesOf(workspaceId))[0]?.state).toBe('retry'), { timeout: 60_000 })
  expect(told).toEqual([])
  const { rows } = await databasePool().query<{ last: number }>(
    `UPDATE ${JOB_SCHEMA}.job SET retry_count = retry_limit - 1, start_after = now()
     WHERE data->'payload'->>'workspaceId' = $1 RETURNING retry_limit AS last`,
    [workspaceId],
  )
  await vi.waitFor(async () => expect((await statesOf(workspaceId))[0]?.state).toBe('failed'), { timeout: 60_000 })
  expect(told).toEqual([{ given: { workspaceId }, reason: 'no luck', retries: rows[0]!.last }])
})

it.each([-1, 1])('does each job once, and none late, when the clock jumps by %i hours', async (hours) => {
  const { workspaceId } = await createTestWorkspace('jumped')
  const payload = { workspaceId }
  const ran: string[] = []
  const handlers: JobHandlers = {
    ...IDLE_HANDLERS,
    'follow-drift': async (given) => void (given.workspaceId === workspaceId && ran.push('follow-drift')),
    'relate-modules': async (given) => void (given.workspaceId === workspaceId && ran.push('relate-modules')),
  }
  await queueJob('follow-drift', payload)
  await queueJob('relate-modules', payload, { startAfterSeconds: 1 })
  // a clock that goes back leaves what was stored before in times to come, one that goes forward in the past
  await databasePool().query(
    `UPDATE ${JOB_SCHEMA}.job SET created_on = created_on - $2 * interval '1 hour', start_after = start_after - $2 * interval '1 hour'
     WHERE data->'payload'->>'workspaceId' = $1`,
    [workspaceId, hours],
  )
  worker = await startWorker(handlers)
  await vi.waitFor(
    async () => expect((await statesOf(workspaceId)).map(({ state }) => state)).toEqual(['completed', 'completed']),
    { timeout: 60_000, interval: 50 },
  )
  expect(ran.sort()).toEqual(['follow-drift', 'relate-modules'])
})

/** All that background jobs write of a workspace's release. */
const writtenOf = async (workspaceId: string) => {
  const where = { workspaceId }
  return {
    terms: await prisma.termStatistic.findMany({ where, orderBy: { termId: 'asc' }, omit: { workspaceId: true } }),
    changes: await prisma.termChange.count({ where }),
    summaries: await prisma.versionSummary.findMany({
      where,
      orderBy: [{ moduleId: 'asc' }, { startOffset: 'asc' }, { endOffset: 'asc' }, { summaryId: 'asc' }],
      omit: { workspaceId: true },
    }),
    related: await prisma.relatedModule.findMany({
      where,
      orderBy: [{ moduleId: 'asc' }, { rank: 'asc' }],
      omit: { workspaceId: true },
    }),
    vectors: await prisma.chunkEmbedding.count({ where }),
  }
}

it('does again, without duplicates, what a killed process had half done', async () => {
  const nouns = ['boiler', 'turbine', 'condenser', 'feed pump', 'cooling tower']
  const files = Array.from({ length: 32 }, (_, i) => ({
    path: `m${i}.md`,
    content: `# Plant ${i}\n\n${nouns
      .filter((_, n) => (i + n) % 3 === 0)
      .map(
        (noun) =>
          `## ${noun}\n\n${`The ${noun} of plant ${i} is read by its keeper each hour of the day. `.repeat(12)}`,
      )
      .join('\n\n')}`,
  }))
  const [whole, killed] = [await createTestWorkspace('whole'), await createTestWorkspace('killed')]
  await importModules(whole.actor, { files })
  worker = await startWorker(handlersOf(whole.workspaceId))
  const isDone = async (workspaceId: string) => {
    const states = await statesOf(workspaceId)
    expect(states.length).toBeGreaterThan(2)
    expect(states.filter(({ state }) => state !== 'completed')).toEqual([])
  }
  await vi.waitFor(() => isDone(whole.workspaceId), { timeout: 60_000, interval: 200 })
  await worker.stop()

  await importModules(killed.actor, { files })
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'lib/worker/testing/doomed-worker.ts', killed.workspaceId],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const half = await writtenOf(killed.workspaceId)
  const expected = await writtenOf(whole.workspaceId)
  expect(half.summaries.length).toBeLessThan(expected.summaries.length)

  // its heartbeat is a minute old: nobody will finish it
  await databasePool().query(
    `UPDATE ${JOB_SCHEMA}.job SET heartbeat_on = heartbeat_on - interval '2 minutes'
     WHERE data->'payload'->>'workspaceId' = $1`,
    [killed.workspaceId],
  )
  const boss = await openJobQueue()
  await boss.supervise(JOB_QUEUE)
  await databasePool().query(`UPDATE ${JOB_SCHEMA}.job SET start_after = now() WHERE state = 'retry'`)
  worker = await startWorker(handlersOf(killed.workspaceId))
  await vi.waitFor(() => isDone(killed.workspaceId), { timeout: 60_000, interval: 200 })
  expect((await statesOf(killed.workspaceId)).some(({ retries }) => retries > 0)).toBe(true)
  expect(await writtenOf(killed.workspaceId)).toEqual(expected)
}, 120_000)
