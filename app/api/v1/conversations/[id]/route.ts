import { rest } from '@/lib/adapters/rest'
import { deleteConversation } from '@/lib/services/conversations/delete-conversation'
import { getConversation } from '@/lib/services/conversations/get-conversation'
import { updateConversation } from '@/lib/services/conversations/update-conversation'

export const GET = rest({ verb: getConversation })
export const PATCH = rest({ verb: updateConversation })
export const DELETE = rest({ verb: deleteConversation })
