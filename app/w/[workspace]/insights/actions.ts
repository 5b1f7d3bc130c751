'use server'

import { action } from '@/lib/adapters/action'
import { retryJob } from '@/lib/services/jobs/retry-job'
import { createQueryTemplate } from '@/lib/services/query-templates/create-query-template'
import { deleteQueryTemplate } from '@/lib/services/query-templates/delete-query-template'
import { restoreQueryTemplate } from '@/lib/services/query-templates/restore-query-template'
import { updateQueryTemplate } from '@/lib/services/query-templates/update-query-template'

export const retryJobAction = action(retryJob)
export const createQueryTemplateAction = action(createQueryTemplate)
export const updateQueryTemplateAction = action(updateQueryTemplate)
export const deleteQueryTemplateAction = action(deleteQueryTemplate)
export const restoreQueryTemplateAction = action(restoreQueryTemplate)
