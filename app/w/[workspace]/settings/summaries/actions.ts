'use server'

import { action } from '@/lib/adapters/action'
import { chooseSummaryModel } from '@/lib/services/summaries/choose-summary-model'

export const chooseSummaryModelAction = action(chooseSummaryModel)
