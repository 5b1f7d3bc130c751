import { rest } from '@/lib/adapters/rest'
import { remakeConversationSummary } from '@/lib/services/conversations/remake-conversation-summary'

export const POST = rest({ verb: remakeConversationSummary })
