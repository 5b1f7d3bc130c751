import { composedSchema, composeSchema } from '@/lib/schemas/compose'
import { verb } from '@/lib/services/verb'
import { resolveRequest } from './request/resolve-request'
import { runComposition } from './run/run-composition'

/**
 * Composes a context for a query and keeps it.
 * @throws AppError NOT_FOUND, VALIDATION; BudgetExceededError when mandatory content does not fit.
 */
export const createComposition = verb({
  name: 'createComposition',
  scope: 'compose',
  effect: 'write',
  input: composeSchema,
  output: composedSchema,
  run: async ({ actor }, input) => {
    const resolved = await resolveRequest(actor, input)
    const { id, messages, text, usage, trace } = await runComposition(actor, resolved)
    return { id, messages, text, usage, trace }
  },
})
