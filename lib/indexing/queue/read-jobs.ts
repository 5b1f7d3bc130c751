import { databasePool } from '@/lib/db/client'
import { JOB_QUEUE, JOB_SCHEMA, openJobQueue } from '@/lib/db/job-queue'
import type { JobDto } from '@/lib/schemas/workspaces/job'
import type { JobName } from './job-payloads'

/** Of each state. */
const SHOWN = 25

type Row = {
  id: string
  job: string
  state: JobDto['state']
  total: number
  attempts: number
  error: string | null
  createdAt: Date
  startAfter: Date
  completedAt: Date | null
}

/** A workspace's background jobs, the latest of each state, and how many there are in it; of one kind when it is named. */
export async function readJobs(workspaceId: string, name?: JobName): Promise<(JobDto & { total: number })[]> {
  // its tables are made at first use
  await openJobQueue()
  const { rows } = await databasePool().query<Row>(
    `WITH own AS (
       SELECT id::text, data->>'name' AS job, created_on AS "createdAt", start_after AS "startAfter",
         completed_on AS "completedAt", output->>'message' AS error,
         retry_count + (started_on IS NOT NULL)::int AS attempts,
         CASE state::text WHEN 'created' THEN 'waiting' WHEN 'retry' THEN 'waiting' WHEN 'active' THEN 'running'
           WHEN 'completed' THEN 'completed' ELSE 'failed' END AS state
       FROM ${JOB_SCHEMA}.job WHERE name = $1 AND data->'payload'->>'workspaceId' = $2
         AND ($3::text IS NULL OR data->>'name' = $3)
     ), ranked AS (
       SELECT *, count(*) OVER (PARTITION BY state)::int AS total,
         row_number() OVER (PARTITION BY state ORDER BY coalesce("completedAt", "createdAt") DESC, id) AS place
       FROM own
     )
     SELECT * FROM ranked WHERE place <= ${SHOWN}
     ORDER BY CASE state WHEN 'failed' THEN 0 WHEN 'running' THEN 1 WHEN 'waiting' THEN 2 ELSE 3 END, place`,
    [JOB_QUEUE, workspaceId, name ?? null],
  )
  return rows.map(toJob)
}

function toJob({ id, job, state, total, attempts, error, createdAt, startAfter, completedAt }: Row) {
  return {
    id,
    name: job,
    state,
    total,
    attempts,
    error: state === 'completed' ? null : error,
    createdAt: createdAt.toISOString(),
    startAfter: startAfter.toISOString(),
    completedAt: completedAt?.toISOString() ?? null,
  }
}
