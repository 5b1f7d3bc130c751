import { composedSchema, composeSchema } from '@/lib/schemas/contexts/compose'
import { verb } from '@/lib/services/verb'
import { lookAtImages } from './request/look-at-images'
import { resolveRequest } from './request/resolve-request'
import { runComposition } from './run/run-composition'

/**
 * Composes a context for a query and keeps it.
 * @throws AppError NOT_FOUND, VALIDATION; LIMIT_EXCEEDED for images that are too large or that the model takes not; BudgetExceededError when mandatory content does not fit.
 */
export const createComposition = verb({
  name: 'createComposition',
  scope: 'compose',
  effect: 'write',
  input: composeSchema,
  output: composedSchema,
  run: async ({ actor }, input) => {
    const resolved = await resolveRequest(actor, await lookAtImages(input))
    const { id, messages, text, usage, trace } = await runComposition(actor, resolved)
    return { id, messages, text, usage, trace }
  },
})
