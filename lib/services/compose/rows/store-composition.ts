import {
  insertComposition,
  isConversationGone,
  isDetailGone,
  type NewComposition,
} from '@/lib/db/compositions/insert-compositions'
import type { ComposedContext, PreparedContext, Trace } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { countSent } from '@/lib/schemas/contexts/sent-context'
import { authorIdOf } from '@/lib/services/access/conversation-access'
import type { Actor } from '@/lib/services/actor'
import type { ResolvedRequest } from '@/lib/services/compose/request/resolve-request'
import { toStoredPrepared } from '@/lib/texts/tasks/stored-prepared'
import { type CacheHit, outlineOf, packDetail } from './composition-detail'

/** The detail that a composition from a cache shares, and how it differs. */
export type SharedDetail = { detailId: string; hit: CacheHit }

type Run = {
  resolved: Pick<ResolvedRequest, 'request' | 'conversationId'>
  prepared: PreparedContext
  composed: ComposedContext
  shared?: SharedDetail
  durationMs: number
}

type Stored = {
  /** The release's, at that moment. */
  revision: number | undefined
  detailId: string
}

/**
 * Stores what is needed to show and replay a composition: references and hashes, no text that is stored elsewhere. A
 * composition from a cache refers to the detail of the first one, unless that was deleted meanwhile.
 * @throws AppError NOT_FOUND where its conversation was deleted for good meanwhile
 */
export async function storeComposition(actor: Actor, run: Run): Promise<Stored> {
  try {
    return await storeShared(actor, run)
  } catch (error) {
    if (!isConversationGone(error)) throw error
    const data = { entity: 'conversation', id: run.resolved.conversationId ?? '' }
    throw new AppError('NOT_FOUND', 'There is no such conversation.', data)
  }
}

async function storeShared(actor: Actor, run: Run): Promise<Stored> {
  const { shared, resolved, composed } = run
  if (!shared) return storeWhole(actor, run, composed.trace)
  const { detailId, hit } = shared
  const row = { ...rowOf(actor, run), detailId, cacheHit: JSON.stringify(hit) }
  try {
    return { revision: await insertComposition({ row, releaseId: resolved.request.releaseId }), detailId }
  } catch (error) {
    if (!isDetailGone(error)) throw error
    // the detail holds the steps of the run, without the cache's step in front
    return storeWhole(actor, run, { ...composed.trace, steps: composed.trace.steps.slice(1) })
  }
}

async function storeWhole(actor: Actor, run: Run, trace: Trace): Promise<Stored> {
  const { resolved, prepared, shared } = run
  const { id, releaseId } = resolved.request
  const stored = toStoredPrepared(prepared, resolved.conversationId === null)
  const content = await packDetail({ prepared: stored, trace })
  const outline = JSON.stringify(outlineOf(trace))
  const detail = { outline, sent: JSON.stringify(countSent(trace)), content }
  const row = { ...rowOf(actor, run), detailId: id, cacheHit: shared ? JSON.stringify(shared.hit) : null }
  return { revision: await insertComposition({ row, releaseId, detail }), detailId: id }
}

function rowOf(
  actor: Actor,
  { resolved, composed, durationMs }: Run,
): Omit<NewComposition['row'], 'detailId' | 'cacheHit'> {
  const { request, conversationId } = resolved
  const { usage, trace } = composed
  return {
    workspaceId: request.workspaceId,
    id: request.id,
    createdAt: new Date().toISOString(),
    actorKind: actor.kind,
    actorId: authorIdOf(actor),
    conversationId,
    profileId: request.profile?.id ?? null,
    query: request.query,
    model: request.model.id,
    policyId: request.policy.id,
    policyVersion: request.policy.version,
    revision: request.revision,
    inputTokens: usage.inputTokens,
    durationMs,
    prefixHash: trace.prefixHash,
    contextHash: trace.contextHash,
    usage: JSON.stringify(usage),
  }
}
