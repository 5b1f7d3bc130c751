'use server'

import { action } from '@/lib/adapters/action'
import { retryJob } from '@/lib/services/jobs/retry-job'
import { chooseSummaryModel } from '@/lib/services/summaries/choose-summary-model'

export const chooseSummaryModelAction = action(chooseSummaryModel)
export const retryJobAction = action(retryJob)
