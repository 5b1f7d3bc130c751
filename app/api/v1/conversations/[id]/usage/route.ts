import { rest } from '@/lib/adapters/rest'
import { getConversationUsage } from '@/lib/services/usage/get-conversation-usage'

export const GET = rest({ verb: getConversationUsage })
