import { listUsageLimitsSchema, usageLimitListSchema } from '@/lib/schemas/workspaces/usage-limit'
import { canActor } from '@/lib/services/actor'
import { verb } from '@/lib/services/verb'
import { readLimits, readOwnLimits } from './rules/read-limits'

/** What members and keys may use of the providers' models, and what they have; for others than administrators their own. */
export const listUsageLimits = verb({
  name: 'listUsageLimits',
  scope: 'read',
  effect: 'read',
  input: listUsageLimitsSchema,
  output: usageLimitListSchema,
  run: async ({ actor, workspaceId }) => {
    const items = canActor(actor, 'admin') ? await readLimits(workspaceId) : await readOwnLimits(actor)
    return { items, total: items.length, nextCursor: null }
  },
})
