import type { CompositionDto } from '@/lib/schemas/contexts/composition'
import type { Actor } from '@/lib/services/actor'
import { replay } from './replay'

/**
 * A composition with the messages that were sent, if the actor may see it. A placeholder stands for content that was deleted
 * since; spans and usage are then those of the shown text.
 * @throws AppError NOT_FOUND.
 */
export async function readComposition(actor: Actor, id: string): Promise<CompositionDto> {
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
