import { rest } from '@/lib/adapters/rest'
import { restoreQuerySet } from '@/lib/services/query-sets/restore-query-set'

export const POST = rest({ verb: restoreQuerySet })
