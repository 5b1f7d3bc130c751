import { rest } from '@/lib/adapters/rest'
import { LIMITS } from '@/lib/schemas/limits'
import { appendMessage } from '@/lib/services/conversations/append-message'

export const POST = rest({ verb: appendMessage, status: 201, maxBodyBytes: LIMITS.imagesBodyBytes })
