import { type Job, PgBoss, type SendOptions } from 'pg-boss'
import { log } from '@/lib/log'
import { processWide } from '@/lib/process-wide'
import { databaseKind, databasePool, endBeforeDatabase } from './client'
import { executeJobSql, isDatabaseLost } from './job-connection'

/** Schema of pg-boss's own tables; it migrates them itself. */
export const JOB_SCHEMA = 'pgboss'
/** One queue for all kinds of jobs: one statement asks for work, whatever the number of kinds. */
export const JOB_QUEUE = 'work'

const RETRIES = 6
/** First and longest wait before a retry; it doubles in between. */
const RETRY_SECONDS = 2
const MAX_RETRY_SECONDS = 600
/** A job whose process has not said for this long that it lives is given to another. */
const HEARTBEAT_SECONDS = 60
const EXPIRE_SECONDS = 4 * 3600
/** How long finished and failed jobs can be looked at. */
const KEEP_SECONDS = 7 * 86_400
/** Servers' clocks may differ by this much. */
const CLOCK_SLACK_SECONDS = 60
/** pg-boss does its housekeeping when a worker asks for it, and nothing in between. */
const NEVER_SECONDS = 86_400

export type QueuedJob = Job<{ name: string; payload: unknown }>

const shared = processWide<{ queue?: Promise<PgBoss> }>('job queue', () => ({}))

/** The queue, installed at first use. It works nothing off by itself. */
export function openJobQueue(): Promise<PgBoss> {
  shared.queue ??= open().catch((error: unknown) => {
    shared.queue = undefined
    throw error
  })
  return shared.queue
}

async function open(): Promise<PgBoss> {
  const boss = new PgBoss({
    db: { executeSql: executeJobSql },
    schema: JOB_SCHEMA,
    backend: databaseKind === 'embedded' ? 'pglite' : 'postgres',
    supervise: false,
    schedule: false,
    reindex: databaseKind === 'postgres',
    monitorVacuum: false,
    queueCacheIntervalSeconds: 3600,
    bamIntervalSeconds: NEVER_SECONDS,
    flowIntervalSeconds: NEVER_SECONDS,
  })
  // that the database does not answer is said once
  boss.on('error', (error) => isDatabaseLost() || log('error', 'the job queue failed', {}, error))
  endBeforeDatabase(async () => {
    await Promise.allSettled(sending)
    shared.queue = undefined
    await boss.stop({ graceful: false, close: false })
  })
  await boss.start()
  await boss.createQueue(JOB_QUEUE, {
    // of the same key one waits and one runs, so that what changes meanwhile is not missed and nothing is done twice
    policy: 'stately',
    retryLimit: RETRIES,
    retryDelay: RETRY_SECONDS,
    retryBackoff: true,
    retryDelayMax: MAX_RETRY_SECONDS,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: EXPIRE_SECONDS,
    retentionSeconds: KEEP_SECONDS,
    deleteAfterSeconds: KEEP_SECONDS,
  })
  return boss
}

const sending = new Set<Promise<unknown>>()

/**
 * Stores a job. The connections are not closed before that is done.
 * @returns null when one with the same key waits already
 */
export async function sendJob(data: QueuedJob['data'], options: SendOptions): Promise<string | null> {
  const sent = openJobQueue().then((boss) => boss.send(JOB_QUEUE, data, options))
  sending.add(sent)
  try {
    return await sent
  } finally {
    sending.delete(sent)
  }
}

/**
 * Lets jobs start that would wait until a clock that was set back has caught up: those that were queued or tried in times
 * to come.
 */
export async function releaseFutureJobs(): Promise<void> {
  await databasePool().query(
    `UPDATE ${JOB_SCHEMA}.job SET start_after = now(), created_on = least(created_on, now()), started_on = NULL
     WHERE name = $1 AND state IN ('created', 'retry')
       AND greatest(created_on, started_on) > now() + make_interval(secs => $2)`,
    [JOB_QUEUE, CLOCK_SLACK_SECONDS],
  )
}

/**
 * Gives back what was under way when the embedded database went down, and could not be settled since. On a server
 * Postgres the heartbeat tells.
 * @param running ids of the jobs that this process still works on
 */
export async function releaseInterruptedJobs(boss: PgBoss, running: ReadonlySet<string> = new Set()): Promise<void> {
  if (databaseKind === 'postgres') return
  const { rows } = await databasePool().query<{ id: string }>(
    `SELECT id FROM ${JOB_SCHEMA}.job
     WHERE name = $1 AND state = 'active' AND (started_on < pg_postmaster_start_time() OR started_on > now())
       AND id <> ALL($2::uuid[])`,
    [JOB_QUEUE, [...running]],
  )
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0) await boss.fail(JOB_QUEUE, ids, { message: 'The database went down while it was worked on.' })
}
