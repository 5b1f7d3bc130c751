import { rest } from '@/lib/adapters/rest'
import { listJobs } from '@/lib/services/jobs/list-jobs'

export const GET = rest({ verb: listJobs })
