import { parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { USAGE_GROUPS } from '@/lib/schemas/insights/usage'

export const INSIGHT_TABS = [
  'contexts',
  'queries',
  'usage',
  'return',
  'library',
  'reviews',
  'cost',
  'jobs',
  'caches',
  'server',
] as const
export const insightsSearchParams = { tab: parseAsStringLiteral(INSIGHT_TABS).withDefault('contexts') }

/** Days up to today. */
export const USAGE_RANGES = ['1', '7', '30', '90', '365'] as const
export const rangeSearchParams = { days: parseAsStringLiteral(USAGE_RANGES).withDefault('30') }
export const costSearchParams = {
  by: parseAsStringLiteral(USAGE_GROUPS).withDefault('day'),
  /** Whose days are told. */
  module: parseAsString,
  ...rangeSearchParams,
}
export const librarySearchParams = {
  by: parseAsStringLiteral(['folder', 'category'] as const).withDefault('folder'),
  /** The one that is drawn. */
  group: parseAsString,
  /** Module whose dependencies are followed. */
  follow: parseAsString,
}
