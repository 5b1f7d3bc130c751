import { getCompositionSchema, type ReplayDto } from '@/lib/schemas/composition'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { replay } from './replay'

/** Assembles a composition again and compares it with what was recorded. @throws AppError NOT_FOUND. */
export async function replayComposition(actor: Actor, input: unknown): Promise<ReplayDto> {
  authorize(actor, 'read')
  const { id } = parseInput(getCompositionSchema, input)
  const { assembled, trace, isExact, redactions } = await replay(actor, id)
  return {
    id,
    isExact,
    recordedHash: trace.contextHash,
    replayedHash: assembled.trace.contextHash,
    messages: assembled.messages,
    redactions,
  }
}
