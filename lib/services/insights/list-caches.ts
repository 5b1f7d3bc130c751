import { z } from 'zod'
import { readTokenMemory } from '@/lib/engine'
import { allCaches } from '@/lib/measured-cache'
import { cacheListSchema } from '@/lib/schemas/insights/insights'
import { verb } from '@/lib/services/verb'
// each opens its cache when it is loaded; the list names those that nothing has used yet, too
import '@/lib/services/chat/request/find-reusable-answer'
import '@/lib/services/compose/run/composition-caches'
import '@/lib/services/compose/run/cached-retrieval'

/** What the caches of this process are good for: numbers over all workspaces, no contents. */
export const listCaches = verb({
  name: 'listCaches',
  scope: 'read',
  effect: 'read',
  input: z.strictObject({}),
  output: cacheListSchema,
  run: async () => {
    const items = allCaches().map((cache) => cache.statistics())
    items.push({ name: 'tokens', savedMs: 0, ...readTokenMemory() })
    return { items: items.sort((a, b) => (a.name < b.name ? -1 : 1)) }
  },
})
