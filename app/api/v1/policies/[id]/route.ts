import { rest } from '@/lib/adapters/rest'
import { deletePolicy } from '@/lib/services/policies/delete-policy'
import { getPolicy } from '@/lib/services/policies/get-policy'
import { renamePolicy } from '@/lib/services/policies/rename-policy'

export const GET = rest({ verb: getPolicy })
export const PATCH = rest({ verb: renamePolicy })
export const DELETE = rest({ verb: deletePolicy })
