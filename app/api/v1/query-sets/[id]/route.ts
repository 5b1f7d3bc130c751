import { rest } from '@/lib/adapters/rest'
import { deleteQuerySet } from '@/lib/services/query-sets/delete-query-set'
import { getQuerySet } from '@/lib/services/query-sets/get-query-set'
import { updateQuerySet } from '@/lib/services/query-sets/update-query-set'

export const GET = rest({ verb: getQuerySet })
export const PATCH = rest({ verb: updateQuerySet })
export const DELETE = rest({ verb: deleteQuerySet })
