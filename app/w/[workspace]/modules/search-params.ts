import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { MODULE_SORTS, MODULE_STATUSES, moduleSummarySchema } from '@/lib/schemas/module'

/** Everything the Modules screen shows is in the address. */
export const modulesSearchParams = {
  q: parseAsString.withDefault(''),
  category: parseAsString,
  tag: parseAsArrayOf(parseAsString).withDefault([]),
  priority: parseAsStringLiteral(moduleSummarySchema.shape.priority.options),
  activation: parseAsStringLiteral(moduleSummarySchema.shape.activation.options),
  status: parseAsStringLiteral(MODULE_STATUSES),
  sort: parseAsStringLiteral(MODULE_SORTS).withDefault('-updatedAt'),
}

export const loadModulesSearchParams = createLoader(modulesSearchParams)
export type ModulesSearch = Awaited<ReturnType<typeof loadModulesSearchParams>>
export type ModuleSort = ModulesSearch['sort']
