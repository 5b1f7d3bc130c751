import { prisma } from '@/lib/db/client'
import type { ComposedContext, PreparedContext } from '@/lib/engine'
import type { ComposedDto } from '@/lib/schemas/compose'
import type { Actor } from '@/lib/services/actor'
import { authorIdOf } from '@/lib/services/conversations/find-conversation'
import { recordChosen } from '@/lib/services/modules/record-chosen'
import { composeCached } from './compose-cached'
import type { ResolvedRequest } from './resolve-request'
import { toStoredPrepared } from './stored-prepared'

type Resolved = Pick<ResolvedRequest, 'request' | 'conversationId'>
type Run = { resolved: Resolved; prepared: PreparedContext; composed: ComposedContext; durationMs: number }

/** Keeps what is needed to show and replay the composition: references and hashes, no text that is stored elsewhere. */
async function storeComposition(actor: Actor, { resolved, prepared, composed, durationMs }: Run): Promise<void> {
  const { request, conversationId } = resolved
  await prisma.composition.create({
    data: {
      workspaceId: request.workspaceId,
      id: request.id,
      actorKind: actor.kind,
      actorId: authorIdOf(actor),
      conversationId,
      profileId: request.profile?.id ?? null,
      query: request.query,
      model: request.model.id,
      policyId: request.policy.id,
      policyVersion: request.policy.version,
      revision: request.revision,
      inputTokens: composed.usage.inputTokens,
      durationMs,
      prefixHash: composed.trace.prefixHash,
      contextHash: composed.trace.contextHash,
      prepared: toStoredPrepared(prepared),
      usage: composed.usage,
      trace: composed.trace,
    },
    select: { id: true },
  })
}

function chosenModules({ trace }: ComposedContext): string[] {
  const included = trace.candidates.filter((candidate) => candidate.fate === 'included')
  return [...new Set(included.map((candidate) => candidate.moduleId))]
}

type Composition = ComposedDto & { maxOutputTokens: number }

/**
 * Composes and stores the composition: the one way in which every surface composes.
 * @throws BudgetExceededError when mandatory content does not fit.
 */
export async function runComposition(actor: Actor, resolved: Resolved): Promise<Composition> {
  const start = performance.now()
  const { id, model, workspaceId } = resolved.request
  const { prepared, ...composed } = await composeCached(resolved.request)
  await storeComposition(actor, { resolved, prepared, composed, durationMs: performance.now() - start })
  recordChosen(workspaceId, chosenModules(composed))
  const { messages, text, usage, trace } = composed
  return { id, messages, text, usage, trace, maxOutputTokens: model.maxOutputTokens }
}
