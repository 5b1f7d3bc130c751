import { databasePool } from '@/lib/db/client'
import { RELEASE_REVISION } from '@/lib/db/releases/release-state'
import type { ComposedContext, PreparedContext } from '@/lib/engine'
import { authorIdOf } from '@/lib/services/access/conversation-access'
import type { Actor } from '@/lib/services/actor'
import { toStoredPrepared } from '@/lib/texts/tasks/stored-prepared'
import type { ResolvedRequest } from './resolve-request'

type Run = {
  resolved: Pick<ResolvedRequest, 'request' | 'conversationId'>
  prepared: PreparedContext
  composed: ComposedContext
  durationMs: number
}

/**
 * Keeps what is needed to show and replay the composition: references and hashes, no text that is stored elsewhere. On
 * the driver itself: Prisma takes longer to hand 100 KB of JSON over than the database to store them.
 * @returns the release's revision at that moment
 */
export async function storeComposition(
  actor: Actor,
  { resolved, prepared, composed, durationMs }: Run,
): Promise<number | undefined> {
  const { request, conversationId } = resolved
  const { usage, trace } = composed
  const columns: Record<string, string | number | null> = {
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
    prepared: JSON.stringify(toStoredPrepared(prepared, conversationId === null)),
    usage: JSON.stringify(usage),
    trace: JSON.stringify(trace),
  }
  const names = Object.keys(columns)
  const { rows } = await databasePool().query<{ revision: number }>(
    `INSERT INTO "Composition" (${names.map((name) => `"${name}"`).join(', ')})
     VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')})
     RETURNING (
       SELECT ${RELEASE_REVISION} FROM "WorkspaceState" w
       LEFT JOIN "Release" r ON r."workspaceId" = w."workspaceId" AND r."id" = $${names.length + 1}
       WHERE w."workspaceId" = $1
     ) AS "revision"`,
    [...Object.values(columns), request.releaseId],
  )
  return rows[0]?.revision
}
