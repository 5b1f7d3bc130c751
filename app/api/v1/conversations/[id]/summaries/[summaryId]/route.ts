import { rest } from '@/lib/adapters/rest'
import { changeConversationSummary } from '@/lib/services/conversations/change-conversation-summary'

export const PUT = rest({ verb: changeConversationSummary })
