import { rest } from '@/lib/adapters/rest'
import { revertChangeRequest } from '@/lib/services/change-requests/revert-change-request'

export const POST = rest({ verb: revertChangeRequest, status: 201 })
