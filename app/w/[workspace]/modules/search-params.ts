import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { MODULE_SORTS, MODULE_STATUSES, moduleSummarySchema } from '@/lib/schemas/modules/module'

/** Everything the Modules screen shows is in the address. */
export const modulesSearchParams = {
  q: parseAsString.withDefault(''),
  category: parseAsString,
  tag: parseAsArrayOf(parseAsString).withDefault([]),
  priority: parseAsStringLiteral(moduleSummarySchema.shape.priority.options),
  activation: parseAsStringLiteral(moduleSummarySchema.shape.activation.options),
  status: parseAsStringLiteral(MODULE_STATUSES),
  /** Without it what was changed last comes first; of a search, what fits best. */
  sort: parseAsStringLiteral(MODULE_SORTS),
}

export const loadModulesSearchParams = createLoader(modulesSearchParams)
export type ModulesSearch = Awaited<ReturnType<typeof loadModulesSearchParams>>
export type ModuleSort = NonNullable<ModulesSearch['sort']>

export function sortOf({ sort, q }: Pick<ModulesSearch, 'sort' | 'q'>): ModuleSort {
  return sort ?? (q.trim() === '' ? '-updatedAt' : 'match')
}
