import { type ComposedDto, composeSchema } from '@/lib/schemas/compose'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { resolveRequest } from './resolve-request'
import { runComposition } from './run-composition'

/**
 * Composes a context for a query and keeps it.
 * @throws AppError NOT_FOUND, VALIDATION; BudgetExceededError when mandatory content does not fit.
 */
export async function createComposition(actor: Actor, input: unknown): Promise<ComposedDto> {
  authorize(actor, 'compose')
  const resolved = await resolveRequest(actor, parseInput(composeSchema, input))
  const { id, messages, text, usage, trace } = await runComposition(actor, resolved)
  return { id, messages, text, usage, trace }
}
