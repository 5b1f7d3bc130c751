import { rest } from '@/lib/adapters/rest'
import { LIMITS } from '@/lib/schemas/limits'
import { createChangeRequest } from '@/lib/services/change-requests/create-change-request'
import { listChangeRequests } from '@/lib/services/change-requests/list-change-requests'

export const GET = rest({ verb: listChangeRequests })
export const POST = rest({ verb: createChangeRequest, status: 201, maxBodyBytes: LIMITS.moduleBodyBytes })
