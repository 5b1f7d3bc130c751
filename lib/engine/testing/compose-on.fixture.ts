import { composeContext } from '../compose-context'
import { loadTokenizer } from '../tokens/tokenizer'
import type { ComparedContext } from '../vocabulary/comparison'
import type { ComposeRequest } from '../vocabulary/composition'
import { BudgetExceededError } from '../vocabulary/errors'
import type { RetrievalPort } from '../vocabulary/ports'

/** Composes on a library, without a clock. */
export async function composeOn(retrieval: RetrievalPort, request: ComposeRequest): Promise<ComparedContext> {
  const tokenizer = await loadTokenizer(request.model.family)
  return composeContext(request, { retrieval, tokenizer, now: () => 0 })
}

/** The same; nothing where what must be sent does not fit. */
export const tryToComposeOn = (retrieval: RetrievalPort, request: ComposeRequest) =>
  composeOn(retrieval, request).catch((error: unknown) => {
    if (error instanceof BudgetExceededError) return undefined
    throw error
  })
