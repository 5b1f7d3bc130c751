import { type CompositionDto, getCompositionSchema } from '@/lib/schemas/composition'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { replay } from './replay'

/**
 * A composition with the very messages that were sent. Where something it was made of has been deleted since, its place
 * says so, and spans and usage are those of what is shown.
 * @throws AppError NOT_FOUND.
 */
export async function getComposition(actor: Actor, input: unknown): Promise<CompositionDto> {
  authorize(actor, 'read')
  const { id } = parseInput(getCompositionSchema, input)
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
}
