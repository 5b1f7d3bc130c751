import { z } from 'zod'
import { summaryModelSchema } from '@/lib/schemas/modules/summary'
import { verb } from '@/lib/services/verb'
import { readSummaryModel } from './settings/read-summary-model'

/** What writes the workspace's summaries, and how far it has come. */
export const getSummaryModel = verb({
  name: 'getSummaryModel',
  scope: 'read',
  effect: 'read',
  input: z.strictObject({}),
  output: summaryModelSchema,
  run: async ({ workspaceId }) => readSummaryModel(workspaceId),
})
