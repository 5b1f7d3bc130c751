import { rest } from '@/lib/adapters/rest'
import { createQuerySet } from '@/lib/services/query-sets/create-query-set'
import { listQuerySets } from '@/lib/services/query-sets/list-query-sets'

export const GET = rest({ verb: listQuerySets })
export const POST = rest({ verb: createQuerySet, status: 201 })
