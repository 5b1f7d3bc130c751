import { rest } from '@/lib/adapters/rest'
import { listConversationTags } from '@/lib/services/conversations/list-conversation-tags'

export const GET = rest({ verb: listConversationTags })
