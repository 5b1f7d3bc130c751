import { rest } from '@/lib/adapters/rest'
import { getChangeRequest } from '@/lib/services/change-requests/get-change-request'
import { updateChangeRequest } from '@/lib/services/change-requests/update-change-request'

export const GET = rest({ verb: getChangeRequest })
export const PATCH = rest({ verb: updateChangeRequest })
