import { getCompositionSchema, replaySchema } from '@/lib/schemas/contexts/composition'
import { verb } from '@/lib/services/verb'
import { replay } from './run/replay'

/** Assembles a composition again and compares it with what was recorded. @throws AppError NOT_FOUND. */
export const replayComposition = verb({
  name: 'replayComposition',
  scope: 'read',
  effect: 'read',
  input: getCompositionSchema,
  output: replaySchema,
  run: async ({ actor }, { id }) => {
    const { assembled, trace, isExact, redactions } = await replay(actor, id)
    return {
      id,
      isExact,
      recordedHash: trace.contextHash,
      replayedHash: assembled.trace.contextHash,
      messages: assembled.messages,
      redactions,
    }
  },
})
