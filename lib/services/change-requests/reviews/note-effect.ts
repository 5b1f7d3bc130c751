import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { releaseOf } from '@/lib/db/releases/release'
import type { Reader } from '@/lib/db/transaction'
import type { TouchedContextsDto } from '@/lib/schemas/changes/change-request'
import { revisionOf, runSides, type Sides } from './checked-sides'
import { requiredSets } from './required-sets'

/**
 * Keeps with a change request how many contexts of the required query sets it changes, by their runs at the present state of
 * its release and of its target. A query that only one of both has is not counted, and what was kept stays where there is
 * none to count. Nothing is composed.
 */
export async function noteEffect(workspaceId: string, number: number, sides: Sides): Promise<void> {
  await prisma.$executeRaw`
    WITH context AS (
      SELECT s."id", s."isTarget", e->>'queryId' AS "queryId", COALESCE(e->>'contextHash', e->>'error') AS "hash"
      FROM ${runSides(workspaceId, sides)} s CROSS JOIN LATERAL jsonb_array_elements(s."results") e
    ), counted AS (
      SELECT count(*)::int AS "total", (count(*) FILTER (WHERE b."hash" IS DISTINCT FROM a."hash"))::int AS "changed"
      FROM context b JOIN context a ON a."isTarget" AND a."id" = b."id" AND a."queryId" = b."queryId"
      WHERE NOT b."isTarget"
    )
    UPDATE "ChangeRequest" q
    SET "contexts" = c."total", "changedContexts" = c."changed", "effectState" = ${stateOf(workspaceId, [sides.releaseId])}
    FROM counted c
    WHERE q."workspaceId" = ${workspaceId} AND q."number" = ${number} AND c."total" > 0`
}

/** What the count of request `q` is of, in SQL: the revisions of both sides, and the required sets with theirs. */
const stateOf = (workspaceId: string, releaseIds: string[]) => {
  const production = releaseOf(workspaceId).releaseId
  return Prisma.sql`(
    SELECT concat_ws(' ', max(s."releaseRevision"),
      ${revisionOf(workspaceId, Prisma.sql`COALESCE(q."targetId", ${production})`)},
      string_agg(s."id" || '@' || s."setRevision", ' ' ORDER BY s."id" COLLATE "C"))
    FROM ${requiredSets(workspaceId, releaseIds)} s
    JOIN "Release" o ON o."workspaceId" = ${workspaceId} AND o."id" = s."releaseId"
    WHERE o."changeNumber" = q."number"
  )`
}

/** What was noted of open change requests, by number; those of which nothing was are missing. */
export async function findTouched(
  reader: Reader,
  workspaceId: string,
  requests: { number: number; releaseId: string }[],
): Promise<Map<number, TouchedContextsDto>> {
  if (requests.length === 0) return new Map()
  const numbers = requests.map(({ number }) => number)
  const releaseIds = requests.map(({ releaseId }) => releaseId)
  const rows = await reader.$queryRaw<(TouchedContextsDto & { number: number })[]>`
    SELECT q."number", q."contexts" AS "total", q."changedContexts" AS "changed",
      q."effectState" IS NOT DISTINCT FROM ${stateOf(workspaceId, releaseIds)} AS "isCurrent"
    FROM "ChangeRequest" q
    WHERE q."workspaceId" = ${workspaceId} AND q."number" = ANY(${numbers}) AND q."contexts" > 0`
  return new Map(rows.map(({ number, ...touched }) => [number, touched]))
}
