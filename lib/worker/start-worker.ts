import { setTimeout as sleep } from 'node:timers/promises'
import type { JobWithMetadata } from 'pg-boss'
import { databaseKind } from '@/lib/db/client'
import { onDatabaseBack, whenAvailable } from '@/lib/db/job-connection'
import { JOB_QUEUE, openJobQueue, type QueuedJob, releaseFutureJobs, releaseInterruptedJobs } from '@/lib/db/job-queue'
import { toUnavailable } from '@/lib/db/to-unavailable'
import { JOB_PAYLOADS, type JobName, type JobPayload } from '@/lib/indexing/queue/job-payloads'
import { setWake } from '@/lib/indexing/queue/wake-worker'
import { log } from '@/lib/log'
import { describeModelFailure } from '@/lib/models/answers/describe-model-failure'
import { GIVE_UP_HANDLERS, type GiveUpHandlers, JOB_HANDLERS, type JobHandlers } from './registry'

/** The embedded database has one backend: two jobs would only wait for each other. */
const CONCURRENCY = databaseKind === 'embedded' ? 1 : 2
/** Jobs of this process wake the worker; polling finds those of others, and retries. */
const POLL_SECONDS = 5
/** How often jobs whose worker died are looked for. */
const SUPERVISE_MS = 30_000
const STOP_TIMEOUT_MS = 2_000

export type Worker = { stop(): Promise<void> }

/**
 * Works off background jobs in this process until it is stopped. While the database does not answer it waits, and what
 * was cut off by that is done again.
 */
export async function startWorker(
  handlers: JobHandlers = JOB_HANDLERS,
  giveUp: GiveUpHandlers = GIVE_UP_HANDLERS,
): Promise<Worker> {
  const boss = await whenAvailable(openJobQueue)
  const stopping = new AbortController()
  const running = new Set<string>()
  await whenAvailable(() => releaseInterruptedJobs(boss))
  await whenAvailable(releaseFutureJobs)
  const runners = await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      const id: string = await boss.work(
        JOB_QUEUE,
        { pollingIntervalSeconds: POLL_SECONDS, includeMetadata: true },
        async ([job]: TriedJob[]) => {
          if (!job) return
          running.add(job.id)
          try {
            await runJob(job, handlers, giveUp, stopping.signal)
          } finally {
            running.delete(job.id)
            // the next one is fetched at once, not at the next poll
            boss.notifyWorker(id)
          }
        },
      )
      return id
    }),
  )
  const wake = () => {
    for (const id of runners) boss.notifyWorker(id)
  }
  setWake(wake)
  const stopListening = onDatabaseBack(() => {
    releaseInterruptedJobs(boss, running).then(wake, () => undefined)
  })
  const supervision = setInterval(() => {
    releaseFutureJobs()
      .then(() => boss.supervise(JOB_QUEUE))
      .catch(() => undefined)
  }, SUPERVISE_MS)
  supervision.unref()

  return {
    async stop() {
      setWake(undefined)
      stopListening()
      clearInterval(supervision)
      stopping.abort(new Error('The worker stops.'))
      // what does not end in time is given back, and done again at the next start
      await Promise.race([boss.offWork(JOB_QUEUE, { wait: true }), sleep(STOP_TIMEOUT_MS)])
    },
  }
}

type TriedJob = JobWithMetadata<QueuedJob['data']>

async function runJob(
  job: TriedJob,
  handlers: JobHandlers,
  giveUp: GiveUpHandlers,
  stopping: AbortSignal,
): Promise<void> {
  const { name, payload } = job.data
  if (!isJobName(name)) throw new Error(`There is no kind of job ${name}: it was queued by another version.`)
  const signal = AbortSignal.any([job.signal, stopping])
  try {
    await handle(name, payload, handlers, signal)
  } catch (error) {
    if (signal.aborted) throw error
    const reason = describeJobError(error, { id: job.id, name })
    if (job.retryCount >= job.retryLimit) await tellGivenUp(name, payload, giveUp, reason)
    throw new Error(reason)
  }
}

async function tellGivenUp<Name extends JobName>(name: Name, payload: unknown, giveUp: GiveUpHandlers, reason: string) {
  try {
    await giveUp[name]?.(JOB_PAYLOADS[name].parse(payload) as JobPayload<Name>, reason)
  } catch (error) {
    log('error', 'nobody was told that a job failed for good', { name }, error)
  }
}

async function handle<Name extends JobName>(name: Name, payload: unknown, handlers: JobHandlers, signal: AbortSignal) {
  await handlers[name](JOB_PAYLOADS[name].parse(payload) as JobPayload<Name>, { signal })
}

const isJobName = (name: string): name is JobName => Object.hasOwn(JOB_PAYLOADS, name)

/** Why a job failed, as every reader of the workspace may see it; what nobody foresaw goes to stderr, under the job's id. */
function describeJobError(error: unknown, job: { id: string; name: string }): string {
  const known = toUnavailable(error)?.message ?? describeModelFailure(error, 'The model')
  if (known) return known
  log('error', 'a job failed', { id: job.id, name: job.name }, error)
  return `Failed unexpectedly. The server’s log says why, under ${job.id}.`
}
