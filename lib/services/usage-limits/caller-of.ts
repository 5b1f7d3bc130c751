import type { Call } from '@/lib/indexing/providers/book-call'
import type { Actor } from '@/lib/services/actor'

/** Who is behind a call, as its row keeps it. */
export function callerOf(actor: Actor): Pick<Call, 'workspaceId' | 'actorKind' | 'actorId'> {
  const { workspaceId, kind: actorKind } = actor
  const actorId = actor.kind === 'user' ? actor.userId : actor.kind === 'apiKey' ? actor.keyId : ''
  return { workspaceId, actorKind, actorId }
}
