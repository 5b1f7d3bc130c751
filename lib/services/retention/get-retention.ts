import { getRetentionSchema, retentionSchema } from '@/lib/schemas/workspaces/retention'
import { verb } from '@/lib/services/verb'
import { readRetention } from './rules/read-retention'

export const getRetention = verb({
  name: 'getRetention',
  scope: 'read',
  effect: 'read',
  input: getRetentionSchema,
  output: retentionSchema,
  run: ({ workspaceId }) => readRetention(workspaceId),
})
