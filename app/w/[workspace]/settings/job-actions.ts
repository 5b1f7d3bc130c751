'use server'

import { action } from '@/lib/adapters/action'
import { retryJob } from '@/lib/services/jobs/retry-job'

export const retryJobAction = action(retryJob)
