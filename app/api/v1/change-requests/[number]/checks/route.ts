import { rest } from '@/lib/adapters/rest'
import { getChangeChecks } from '@/lib/services/change-requests/get-change-checks'

export const GET = rest({ verb: getChangeChecks })
