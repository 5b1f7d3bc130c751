import { compositionSchema, getCompositionSchema } from '@/lib/schemas/contexts/composition'
import { verb } from '@/lib/services/verb'
import { replay } from './run/replay'

/**
 * A composition with the messages that were sent. A placeholder stands for content that was deleted since; spans and
 * usage are then those of the shown text.
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
