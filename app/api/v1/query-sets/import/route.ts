import { rest } from '@/lib/adapters/rest'
import { LIMITS } from '@/lib/schemas/limits'
import { importQuerySet } from '@/lib/services/query-sets/import-query-set'

// a file that is too large is told so by the verb, in words of its own
export const POST = rest({ verb: importQuerySet, maxBodyBytes: LIMITS.moduleBodyBytes })
