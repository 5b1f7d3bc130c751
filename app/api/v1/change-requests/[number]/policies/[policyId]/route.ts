import { rest } from '@/lib/adapters/rest'
import { removeChangePolicy } from '@/lib/services/change-requests/remove-change-policy'

export const DELETE = rest({ verb: removeChangePolicy })
