import { rest } from '@/lib/adapters/rest'
import { listConversationSummaries } from '@/lib/services/conversations/list-conversation-summaries'

export const GET = rest({ verb: listConversationSummaries })
