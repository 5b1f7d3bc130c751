import { rest } from '@/lib/adapters/rest'
import { remakeConversationSummary } from '@/lib/services/conversations/summaries/remake-conversation-summary'

export const POST = rest({ verb: remakeConversationSummary })
