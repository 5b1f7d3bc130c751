import { rest } from '@/lib/adapters/rest'
import { LIMITS } from '@/lib/schemas/limits'
import { importConversations } from '@/lib/services/conversations/import-conversations'

export const POST = rest({ verb: importConversations, maxBodyBytes: LIMITS.conversationImportBytes })
