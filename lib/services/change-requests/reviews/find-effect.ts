import { z } from 'zod'
import type { Reader } from '@/lib/db/transaction'
import { newestRun, requiredSets } from './required-sets'

const contextSchema = z.object({
  id: z.string(),
  /** Hash of the context, or why there is none. */
  context: z.string(),
  policy: z.string().nullable(),
})

const setSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** SHA-256 (hex) of the queries with their checks. */
  queries: z.string(),
  /** Which model search by meaning uses. */
  index: z.string(),
  /** By query; null where the set was not run with the change and production as they are. */
  contexts: z.array(contextSchema).nullable(),
})
type EffectOfSet = z.infer<typeof setSchema>

/** What a change request does to the contexts of the required query sets, by the runs of these. */
export type Effect = EffectOfSet[]

export const parseEffect = (stored: unknown): Effect => z.array(setSchema).parse(stored)

/** The present effect, from runs at the present revision of the request's release. Nothing is composed. */
export async function findEffect(reader: Reader, workspaceId: string, releaseId: string): Promise<Effect> {
  return (await findEffectsOf(reader, workspaceId, [releaseId])).get(releaseId) ?? []
}

/** As `findEffect`, by release and at once; a release that waits for no set is missing. */
export async function findEffectsOf(
  reader: Reader,
  workspaceId: string,
  releaseIds: string[],
): Promise<Map<string, Effect>> {
  if (releaseIds.length === 0) return new Map()
  const rows = await reader.$queryRaw<(EffectOfSet & { releaseId: string })[]>`
    SELECT s."releaseId", s."id", s."name", encode(sha256(convert_to(s."queries"::text, 'UTF8')), 'hex') AS "queries",
      COALESCE((SELECT concat_ws(' ', x."kind", x."providerId", x."modelName") FROM "EmbeddingIndex" x
        WHERE x."workspaceId" = ${workspaceId} AND x."status" = 'active' LIMIT 1), '') AS "index",
      c."contexts"
    FROM ${requiredSets(workspaceId, releaseIds)} s
    LEFT JOIN LATERAL (
      SELECT (
        SELECT jsonb_agg(jsonb_build_object(
          'id', e->>'queryId', 'context', COALESCE(e->>'contextHash', e->>'error', e->'outcomes'->0->>'because', ''),
          'policy', e->>'policy') ORDER BY e->>'queryId' COLLATE "C")
        FROM jsonb_array_elements(c."results") e
      ) AS "contexts"
      ${newestRun(workspaceId)}
    ) c ON true
    ORDER BY s."id" COLLATE "C"`
  const effects = Map.groupBy(rows, ({ releaseId }) => releaseId)
  return new Map([...effects].map(([id, sets]) => [id, sets.map(({ releaseId: _, ...set }) => set)]))
}

/**
 * What differs between two effects, in sentences; none where both are the same. A set that was not run at the present state
 * counts as the same: merging runs it first.
 */
export function compareEffect(then: Effect, now: Effect): string[] {
  const before = new Map(then.map((set) => [set.id, set]))
  const after = new Set(now.map(({ id }) => id))
  const gone = then.filter(({ id }) => !after.has(id)).map(({ name }) => `“${name}” is no longer required.`)
  const changed = now.flatMap((set) => {
    const old = before.get(set.id)
    return old ? compareSet(old, set) : [`“${set.name}” is required now.`]
  })
  return [...changed, ...gone]
}

function compareSet(old: EffectOfSet, set: EffectOfSet): string[] {
  if (old.queries !== set.queries) return [`The queries or checks of “${set.name}” changed.`]
  if (old.contexts === null || set.contexts === null) return []
  const before = new Map(old.contexts.map((context) => [context.id, context]))
  const pairs = set.contexts.map((context) => ({ ...context, old: before.get(context.id) }))
  const moved = pairs.filter(({ context, old }) => old?.context !== context).length
  const isOfOtherPolicy = pairs.some(({ policy, old }) => old?.policy !== policy)
  return [
    ...(moved > 0 ? [`${countMoved(moved, pairs.length)} of “${set.name}” changed.`] : []),
    ...(isOfOtherPolicy ? [`“${set.name}” is composed with another version of its policy.`] : []),
    ...(old.index === set.index ? [] : [`Search by meaning uses another model for “${set.name}”.`]),
  ]
}

function countMoved(moved: number, of: number): string {
  return of === 1 ? 'The context' : `${moved} of ${of} contexts`
}
