import { rest } from '@/lib/adapters/rest'
import { proposeDraft } from '@/lib/services/change-requests/propose-draft'

export const POST = rest({ verb: proposeDraft, status: 201 })
