import type { JobListDto } from '@/lib/schemas/insights'
import { type Actor, authorize } from '@/lib/services/actor'
import { readJobs } from './read-jobs'

/** The workspace's background jobs: how many there are in each state, and the latest of them. */
export async function listJobs(actor: Actor, _input: unknown): Promise<JobListDto> {
  const { workspaceId } = authorize(actor, 'read')
  const jobs = await readJobs(workspaceId)
  const counts = { waiting: 0, running: 0, completed: 0, failed: 0 }
  for (const { state, total } of jobs) counts[state] = total
  return { counts, items: jobs.map(({ total: _, ...job }) => job) }
}
