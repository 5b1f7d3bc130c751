import type { SearchFilters } from '../vocabulary/ports'
import type { ModuleSnapshot } from '../vocabulary/types'

/** Whether a module passes the metadata filters of a search; of several tags, all must be there. */
export function matchesFilters(
  module: Pick<ModuleSnapshot, 'category' | 'tags' | 'priority'>,
  filters: SearchFilters | undefined,
): boolean {
  return findFailedFilter(module, filters) === undefined
}

/** The first filter that a module fails, undefined when it passes all. */
export function findFailedFilter(
  module: Pick<ModuleSnapshot, 'category' | 'tags' | 'priority'>,
  filters: SearchFilters | undefined,
): keyof SearchFilters | undefined {
  if (filters?.category !== undefined && module.category !== filters.category) return 'category'
  if (filters?.tags?.some((tag) => !module.tags.includes(tag))) return 'tags'
  if (filters?.priority !== undefined && module.priority !== filters.priority) return 'priority'
  return undefined
}
