import { rest } from '@/lib/adapters/rest'
import { LIMITS } from '@/lib/schemas/limits'
import { appendMessages } from '@/lib/services/conversations/append-messages'

export const POST = rest({ verb: appendMessages, status: 201, maxBodyBytes: LIMITS.imagesBodyBytes })
