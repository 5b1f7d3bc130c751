import { rest } from '@/lib/adapters/rest'
import { dismissReview } from '@/lib/services/change-requests/dismiss-review'

export const POST = rest({ verb: dismissReview })
