import { rest } from '@/lib/adapters/rest'
import { listCheckRuns } from '@/lib/services/query-sets/list-check-runs'
import { runQuerySet } from '@/lib/services/query-sets/run-query-set'

export const GET = rest({ verb: listCheckRuns })
export const POST = rest({ verb: runQuerySet, status: 201 })
