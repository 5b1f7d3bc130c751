import { rest } from '@/lib/adapters/rest'
import { getCheckRun } from '@/lib/services/query-sets/get-check-run'

export const GET = rest({ verb: getCheckRun })
