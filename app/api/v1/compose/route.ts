import { rest } from '@/lib/adapters/rest'
import { createComposition } from '@/lib/services/compose/create-composition'

export const POST = rest({ verb: createComposition })
