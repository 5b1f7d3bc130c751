import { rest } from '@/lib/adapters/rest'
import { askForReview } from '@/lib/services/change-requests/ask-for-review'

export const POST = rest({ verb: askForReview })
