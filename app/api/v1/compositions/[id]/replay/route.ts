import { rest } from '@/lib/adapters/rest'
import { replayComposition } from '@/lib/services/compose/replay-composition'

export const GET = rest({ verb: replayComposition })
