import { compositionSchema, getCompositionSchema } from '@/lib/schemas/composition'
import { verb } from '@/lib/services/verb'
import { replay } from './run/replay'

/**
 * A composition with the very messages that were sent. Where something it was made of has been deleted since, its place
 * says so, and spans and usage are those of what is shown.
 * @throws AppError NOT_FOUND.
 */
export const getComposition = verb({
  name: 'getComposition',
  scope: 'read',
  effect: 'read',
  input: getCompositionSchema,
  output: compositionSchema,
  run: async ({ actor }, { id }) => {
    const { summary, assembled, isExact, redactions, trace, usage } = await replay(actor, id)
    return {
      ...summary,
      messages: assembled.messages,
      text: assembled.text,
      usage: isExact ? usage : assembled.usage,
      trace: isExact ? trace : { ...assembled.trace, steps: trace.steps, contextHash: trace.contextHash },
      isExact,
      redactions,
    }
  },
})
