import { z } from 'zod'
import { readJobs } from '@/lib/indexing/queue/read-jobs'
import { jobListSchema } from '@/lib/schemas/workspaces/job'
import { verb } from '@/lib/services/verb'

/** The workspace's background jobs: how many there are in each state, and the latest of them. */
export const listJobs = verb({
  name: 'listJobs',
  scope: 'read',
  effect: 'read',
  input: z.strictObject({}),
  output: jobListSchema,
  run: async ({ workspaceId }) => {
    const jobs = await readJobs(workspaceId)
    const counts = { waiting: 0, running: 0, completed: 0, failed: 0 }
    for (const { state, total } of jobs) counts[state] = total
    return { counts, items: jobs.map(({ total: _, ...job }) => job) }
  },
})
