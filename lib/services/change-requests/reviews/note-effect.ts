import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { RELEASE_REVISION } from '@/lib/db/releases/release-state'
import type { Reader } from '@/lib/db/transaction'
import type { TouchedContextsDto } from '@/lib/schemas/changes/change-request'
import { requiredSets } from './required-sets'

type Where = { number: number; releaseId: string; targetId: string }

/**
 * Keeps with a change request how many contexts of the required query sets it changes, by their runs at the present state of
 * its release and of its target. A query that only one of both has is not counted. Nothing is composed.
 */
export async function noteEffect(workspaceId: string, { number, releaseId, targetId }: Where): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "ChangeRequest" SET ("contexts", "changedContexts", "effectRevision") = (
      SELECT count(*), count(*) FILTER (WHERE b."context" IS DISTINCT FROM a."context"), max(b."revision")
      FROM ${contextsOf(workspaceId, releaseId)} b
      JOIN ${contextsOf(workspaceId, targetId)} a ON a."querySetId" = b."querySetId" AND a."queryId" = b."queryId"
    ) WHERE "workspaceId" = ${workspaceId} AND "number" = ${number}`
}

/** Of the latest runs: `querySetId`, `queryId`, the `context` by its hash or why there is none, the `revision`. */
const contextsOf = (workspaceId: string, releaseId: string) => Prisma.sql`(
  SELECT s."id" AS "querySetId", e->>'queryId' AS "queryId", COALESCE(e->>'contextHash', e->>'error') AS "context", c."revision"
  FROM ${requiredSets(workspaceId, [releaseId])} s
  JOIN LATERAL (
    SELECT r."results", r."revision" FROM "CheckRun" r
    WHERE r."workspaceId" = ${workspaceId} AND r."querySetId" = s."id" AND r."releaseId" = ${releaseId}
      AND r."status" = 'done' AND r."setRevision" = s."setRevision" AND r."revision" = s."releaseRevision"
    ORDER BY r."startedAt" DESC, r."id" DESC LIMIT 1
  ) c ON true
  CROSS JOIN LATERAL jsonb_array_elements(c."results") e
)`

/** What was noted of open change requests, by number; those of which nothing was are missing. */
export async function findTouched(
  reader: Reader,
  workspaceId: string,
  numbers: number[],
): Promise<Map<number, TouchedContextsDto>> {
  if (numbers.length === 0) return new Map()
  const rows = await reader.$queryRaw<(TouchedContextsDto & { number: number })[]>`
    SELECT q."number", q."contexts" AS "total", q."changedContexts" AS "changed",
      q."effectRevision" = ${Prisma.raw(RELEASE_REVISION)} AS "isCurrent"
    FROM "ChangeRequest" q
    JOIN "WorkspaceState" w ON w."workspaceId" = q."workspaceId"
    JOIN "Release" r ON r."workspaceId" = q."workspaceId" AND r."changeNumber" = q."number"
    WHERE q."workspaceId" = ${workspaceId} AND q."number" = ANY(${numbers}) AND q."contexts" > 0`
  return new Map(rows.map(({ number, ...touched }) => [number, touched]))
}
