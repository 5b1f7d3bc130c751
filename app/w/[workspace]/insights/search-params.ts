import { parseAsStringLiteral } from 'nuqs/server'

export const INSIGHT_TABS = ['queries', 'jobs', 'caches', 'server', 'usage'] as const
export const insightsSearchParams = { tab: parseAsStringLiteral(INSIGHT_TABS).withDefault('queries') }
