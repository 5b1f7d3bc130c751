import { rest } from '@/lib/adapters/rest'
import { createConversation } from '@/lib/services/conversations/create-conversation'
import { listConversations } from '@/lib/services/conversations/list-conversations'

export const GET = rest({ verb: listConversations })
export const POST = rest({ verb: createConversation, status: 201 })
