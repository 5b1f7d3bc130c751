import { rest } from '@/lib/adapters/rest'
import { cancelCheckRun } from '@/lib/services/query-sets/cancel-check-run'

export const POST = rest({ verb: cancelCheckRun })
