import { rest } from '@/lib/adapters/rest'
import { LIMITS } from '@/lib/schemas/limits'
import { createComposition } from '@/lib/services/compose/create-composition'

export const POST = rest({ verb: createComposition, maxBodyBytes: LIMITS.imagesBodyBytes })
