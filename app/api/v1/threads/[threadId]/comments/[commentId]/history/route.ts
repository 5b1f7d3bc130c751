import { rest } from '@/lib/adapters/rest'
import { listCommentHistory } from '@/lib/services/discussion/list-comment-history'

export const GET = rest({ verb: listCommentHistory })
