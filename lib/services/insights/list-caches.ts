import { allCaches } from '@/lib/measured-cache'
import type { CacheListDto } from '@/lib/schemas/insights'
import { type Actor, authorize } from '@/lib/services/actor'

/** What the caches of this process are good for: numbers over all workspaces, no contents. */
export async function listCaches(actor: Actor, _input: unknown): Promise<CacheListDto> {
  authorize(actor, 'read')
  const items = allCaches().map((cache) => cache.statistics())
  return { items: items.sort((a, b) => (a.name < b.name ? -1 : 1)) }
}
