import { rest } from '@/lib/adapters/rest'
import { appendMessages } from '@/lib/services/conversations/append-messages'

export const POST = rest({ verb: appendMessages, status: 201 })
