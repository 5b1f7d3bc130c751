import { rest } from '@/lib/adapters/rest'
import { getChangeQuerySet } from '@/lib/services/change-requests/get-change-query-set'
import { removeChangeQuerySet } from '@/lib/services/change-requests/remove-change-query-set'

export const GET = rest({ verb: getChangeQuerySet })
export const DELETE = rest({ verb: removeChangeQuerySet })
