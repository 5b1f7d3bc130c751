import { changeRetentionSchema, dueSchema, RETAINED } from '@/lib/schemas/workspaces/retention'
import { verb } from '@/lib/services/verb'
import { readRetention } from './rules/read-retention'
import { countDue } from './rules/what-is-due'

/** What would be deleted at once if the workspace kept things for so long. Nothing is changed. */
export const previewRetention = verb({
  name: 'previewRetention',
  scope: 'admin',
  effect: 'read',
  input: changeRetentionSchema,
  output: dueSchema,
  run: async ({ workspaceId }, changed) => {
    const wanted = { ...(await readRetention(workspaceId)) }
    for (const kind of RETAINED) {
      const days = changed[kind]
      if (days !== undefined) wanted[kind] = days
    }
    return countDue(workspaceId, wanted, Date.now())
  },
})
