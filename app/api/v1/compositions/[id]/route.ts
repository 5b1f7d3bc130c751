import { rest } from '@/lib/adapters/rest'
import { getComposition } from '@/lib/services/compose/get-composition'

export const GET = rest({ verb: getComposition })
