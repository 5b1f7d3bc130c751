import { rest } from '@/lib/adapters/rest'
import { getChangeTexts } from '@/lib/services/change-requests/get-change-texts'
import { removeChangeEdit } from '@/lib/services/change-requests/remove-change-edit'

export const GET = rest({ verb: getChangeTexts })
export const DELETE = rest({ verb: removeChangeEdit })
