import { readTokenMemory } from '@/lib/engine'
import { allCaches } from '@/lib/measured-cache'
import type { CacheListDto } from '@/lib/schemas/insights'
// each opens its cache when it is loaded; the list names those that nothing has used yet, too
import '@/lib/services/chat/find-reusable-answer'
import '@/lib/services/compose/cached-composition'
import '@/lib/services/compose/cached-retrieval'
import { type Actor, authorize } from '@/lib/services/actor'

/** What the caches of this process are good for: numbers over all workspaces, no contents. */
export async function listCaches(actor: Actor, _input: unknown): Promise<CacheListDto> {
  authorize(actor, 'read')
  const items = allCaches().map((cache) => cache.statistics())
  items.push({ name: 'tokens', savedMs: 0, ...readTokenMemory() })
  return { items: items.sort((a, b) => (a.name < b.name ? -1 : 1)) }
}
