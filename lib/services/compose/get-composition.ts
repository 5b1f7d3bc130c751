import { compositionSchema, getCompositionSchema } from '@/lib/schemas/contexts/composition'
import { verb } from '@/lib/services/verb'
import { readComposition } from './run/read-composition'

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
  run: async ({ actor }, { id }) => readComposition(actor, id),
})
