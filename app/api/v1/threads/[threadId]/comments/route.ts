import { rest } from '@/lib/adapters/rest'
import { replyToThread } from '@/lib/services/discussion/reply-to-thread'

export const POST = rest({ verb: replyToThread, status: 201 })
