import { rest } from '@/lib/adapters/rest'
import { stopAnswer } from '@/lib/services/chat/stop-answer'

export const POST = rest({ verb: stopAnswer })
