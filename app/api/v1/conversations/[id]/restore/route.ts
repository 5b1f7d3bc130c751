import { rest } from '@/lib/adapters/rest'
import { restoreConversation } from '@/lib/services/conversations/restore-conversation'

export const POST = rest({ verb: restoreConversation })
