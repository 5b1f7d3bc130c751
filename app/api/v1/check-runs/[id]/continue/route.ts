import { rest } from '@/lib/adapters/rest'
import { continueCheckRun } from '@/lib/services/query-sets/continue-check-run'

export const POST = rest({ verb: continueCheckRun })
