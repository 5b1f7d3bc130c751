import type { SearchFilters } from '../vocabulary/ports'

/** What filters are held against. */
type Filtered = { category?: string | null; tags: string[]; priority: string }

/** Whether a module passes the metadata filters of a search, in any case of letters; of several tags, all must be there. */
export function matchesFilters(module: Filtered, filters: SearchFilters | undefined): boolean {
  return findFailedFilter(module, filters) === undefined
}

/** The first filter that a module fails, undefined when it passes all. */
export function findFailedFilter(
  module: Filtered,
  filters: SearchFilters | undefined,
): keyof SearchFilters | undefined {
  if (filters?.category !== undefined && !isSame(module.category, filters.category)) return 'category'
  if (filters?.tags?.some((tag) => !module.tags.some((own) => isSame(own, tag)))) return 'tags'
  if (filters?.priority !== undefined && module.priority !== filters.priority) return 'priority'
  return undefined
}

function isSame(a: string | null | undefined, b: string): boolean {
  return a === b || a?.toLowerCase() === b.toLowerCase()
}
