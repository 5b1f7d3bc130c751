import { Prisma } from '@/lib/db/generated/client'
import { RELEASE_REVISION } from '@/lib/db/releases/release-state'

/**
 * The query sets that a merge into production from one of `releaseIds` waits for, and which have queries, as a table:
 * `releaseId`, `id`, `name`, `queries`, the `setRevision` that runs of them name, the `releaseRevision`, and `isNew` for one
 * that is not there yet.
 *
 * One that the release's change request changes or creates is meant as the request wants it, also where it is to be required
 * from then on. That it is not to be any more, or is to be deleted, counts once it is merged.
 */
export const requiredSets = (workspaceId: string, releaseIds: string[]) => Prisma.sql`(
  SELECT r."id" AS "releaseId", q."id", CASE WHEN q."deletedAt" IS NULL THEN q."name" ELSE p."wanted"->>'name' END AS "name",
    COALESCE(p."wanted"->'queries', q."queries") AS "queries", COALESCE(p."version", q."revision") AS "setRevision",
    ${Prisma.raw(RELEASE_REVISION)} AS "releaseRevision", q."deletedAt" IS NOT NULL AS "isNew"
  FROM "WorkspaceState" w
  JOIN "Release" r ON r."workspaceId" = w."workspaceId" AND r."id" = ANY(${releaseIds})
  JOIN "QuerySet" q ON q."workspaceId" = w."workspaceId"
  LEFT JOIN "ChangeRequestQuerySet" p
    ON p."workspaceId" = q."workspaceId" AND p."number" = r."changeNumber" AND p."querySetId" = q."id" AND p."kind" <> 'delete'
  WHERE w."workspaceId" = ${workspaceId} AND (q."deletedAt" IS NULL OR p."kind" = 'create')
    AND (q."deletedAt" IS NULL AND q."isRequired" OR COALESCE((p."wanted"->>'isRequired')::boolean, false))
    AND COALESCE(jsonb_array_length(p."wanted"->'queries'), q."queryCount") > 0
)`

/**
 * The newest run `c` of a row `s` with `id`, `releaseId`, `setRevision` and `releaseRevision`, at that state, in SQL from FROM
 * on; with conditions on it, the newest that meets them.
 */
export const newestRun = (workspaceId: string, which = Prisma.sql`c."status" = 'done'`) => Prisma.sql`
  FROM "CheckRun" c
  WHERE c."workspaceId" = ${workspaceId} AND c."querySetId" = s."id" AND c."releaseId" = s."releaseId"
    AND c."setRevision" = s."setRevision" AND c."revision" = s."releaseRevision" AND ${which}
  ORDER BY c."startedAt" DESC, c."id" DESC LIMIT 1`

/** Whether the latest run of such a row was cancelled, or could not end: nothing runs it again by itself. */
export const isGivenUp = (workspaceId: string) => Prisma.sql`COALESCE((
  SELECT c."status" IN ('cancelled', 'failed') ${newestRun(workspaceId, Prisma.sql`TRUE`)}
), false)`
