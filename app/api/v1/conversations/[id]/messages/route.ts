import { rest } from '@/lib/adapters/rest'
import { appendMessage } from '@/lib/services/conversations/append-message'

export const POST = rest({ verb: appendMessage, status: 201 })
