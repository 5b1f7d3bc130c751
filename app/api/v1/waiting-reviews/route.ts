import { rest } from '@/lib/adapters/rest'
import { listWaitingReviews } from '@/lib/services/change-requests/list-waiting-reviews'

export const GET = rest({ verb: listWaitingReviews })
