import { rest } from '@/lib/adapters/rest'
import { getConversationBudget } from '@/lib/services/conversations/get-conversation-budget'

export const GET = rest({ verb: getConversationBudget })
