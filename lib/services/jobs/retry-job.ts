import { z } from 'zod'
import { databasePool } from '@/lib/db/client'
import { JOB_QUEUE, JOB_SCHEMA, openJobQueue } from '@/lib/db/job-queue'
import { AppError } from '@/lib/errors'
import { wakeWorker } from '@/lib/indexing/queue/wake-worker'
import { retryJobSchema } from '@/lib/schemas/workspaces/job'
import { verb } from '@/lib/services/verb'

/** Runs a job again that has failed for good. @throws AppError NOT_FOUND when there is no such failed job. */
export const retryJob = verb({
  name: 'retryJob',
  scope: 'write',
  effect: 'write',
  input: retryJobSchema,
  output: z.void(),
  run: async ({ workspaceId }, { id }) => {
    const boss = await openJobQueue()
    const isId = z.uuid().safeParse(id).success
    const { rowCount } = await databasePool().query(
      `SELECT 1 FROM ${JOB_SCHEMA}.job
     WHERE name = $1 AND id = $2 AND state = 'failed' AND data->'payload'->>'workspaceId' = $3`,
      [JOB_QUEUE, isId ? id : null, workspaceId],
    )
    if (!rowCount) throw new AppError('NOT_FOUND', 'There is no such failed job.', { entity: 'job', id })
    await boss.retry(JOB_QUEUE, id)
    wakeWorker(0)
  },
})
