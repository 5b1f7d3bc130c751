import { rest } from '@/lib/adapters/rest'
import { retryJob } from '@/lib/services/jobs/retry-job'

export const POST = rest({ verb: retryJob })
