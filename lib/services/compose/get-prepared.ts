import { getCompositionSchema, preparedContextSchema } from '@/lib/schemas/composition'
import { verb } from '@/lib/services/verb'
import { replay } from './run/replay'

/** What the engine's second half needs to assemble the composition, also with other sizes. @throws AppError NOT_FOUND. */
export const getPrepared = verb({
  name: 'getPrepared',
  scope: 'read',
  effect: 'read',
  input: getCompositionSchema,
  output: preparedContextSchema,
  run: async ({ actor }, { id }) => (await replay(actor, id)).prepared,
})
