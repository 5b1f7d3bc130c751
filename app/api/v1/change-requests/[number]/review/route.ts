import { rest } from '@/lib/adapters/rest'
import { reviewChangeRequest } from '@/lib/services/change-requests/review-change-request'

export const POST = rest({ verb: reviewChangeRequest })
