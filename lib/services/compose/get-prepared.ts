import type { PreparedContext } from '@/lib/engine'
import { getCompositionSchema } from '@/lib/schemas/composition'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { replay } from './replay'

/** What the engine's second half needs to assemble the composition, also with other sizes. @throws AppError NOT_FOUND. */
export async function getPrepared(actor: Actor, input: unknown): Promise<PreparedContext> {
  authorize(actor, 'read')
  const { id } = parseInput(getCompositionSchema, input)
  return (await replay(actor, id)).prepared
}
