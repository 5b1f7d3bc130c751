import { rest } from '@/lib/adapters/rest'
import { pinMessage } from '@/lib/services/conversations/pin-message'

export const PUT = rest({ verb: pinMessage })
