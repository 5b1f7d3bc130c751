import type { ComposedContext } from '@/lib/engine'
import { inForeground } from '@/lib/give-way'
import { queueLearning } from '@/lib/indexing/queue/queue-indexing'
import { recordChosen } from '@/lib/indexing/usage/record-chosen'
import type { ComposedDto } from '@/lib/schemas/contexts/compose'
import type { Actor } from '@/lib/services/actor'
import type { ResolvedRequest } from '@/lib/services/compose/request/resolve-request'
import { storeComposition } from '@/lib/services/compose/rows/store-composition'
import { composeAhead } from './compose-ahead'
import { composeCached, type RunOptions } from './compose-cached'

type Resolved = Pick<ResolvedRequest, 'request' | 'conversationId'>
function chosenModules({ trace }: ComposedContext): string[] {
  const included = trace.candidates.filter((candidate) => candidate.fate === 'included')
  return [...new Set(included.map((candidate) => candidate.moduleId))]
}

export type StoredRunOptions = RunOptions & {
  /** Aborted when nobody waits any more: the composition is then not stored. */
  signal?: AbortSignal
}

type Composition = ComposedDto & { maxOutputTokens: number }

/**
 * Composes and stores the composition. Every surface composes through this.
 * @throws BudgetExceededError when mandatory content does not fit; the signal's reason
 */
export async function runComposition(
  actor: Actor,
  resolved: Resolved,
  { signal, ...options }: StoredRunOptions = {},
): Promise<Composition> {
  const start = performance.now()
  const { id, model, workspaceId } = resolved.request
  const {
    composed: made,
    shared,
    keep,
  } = await inForeground(() => composeCached(resolved.request, { ...options, conversationId: resolved.conversationId }))
  signal?.throwIfAborted()
  const { prepared, ...composed } = made
  const durationMs = performance.now() - start
  keep(await storeComposition(actor, { resolved, prepared, composed, durationMs, ...(shared ? { shared } : {}) }))
  recordChosen(workspaceId, chosenModules(composed))
  queueLearning(workspaceId)
  void composeAhead(resolved.request)
  const { messages, text, usage, trace } = composed
  return { id, messages, text, usage, trace, maxOutputTokens: model.maxOutputTokens }
}
