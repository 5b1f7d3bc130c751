'use server'

import { action } from '@/lib/adapters/action'
import { changeCleaner } from '@/lib/services/cleaner/change-cleaner'
import { retryJob } from '@/lib/services/jobs/retry-job'

export const changeCleanerAction = action(changeCleaner)
export const retryJobAction = action(retryJob)
