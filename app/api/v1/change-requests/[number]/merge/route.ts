import { rest } from '@/lib/adapters/rest'
import { mergeChangeRequest } from '@/lib/services/change-requests/merge-change-request'

export const POST = rest({ verb: mergeChangeRequest })
