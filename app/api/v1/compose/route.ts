import { rest } from '@/lib/adapters/rest'
import { LIMITS } from '@/lib/schemas/limits'
import { createComposition } from '@/lib/services/compose/create-composition'
import { composeAtStart } from '@/lib/services/compose/run/compose-at-start'
import { startSlot } from '@/lib/services/compose/run/start-slot'

startSlot.openAhead = composeAtStart

export const POST = rest({ verb: createComposition, maxBodyBytes: LIMITS.imagesBodyBytes })
