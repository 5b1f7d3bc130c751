import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { RELEASE_REVISION } from '@/lib/db/releases/release-state'
import { isGivenUp, newestRun, requiredSets } from './required-sets'

/** The release of an open change request, and the one that it goes into. */
export type Sides = { releaseId: string; targetId: string }

/** The revision of a release, in SQL. */
export const revisionOf = (workspaceId: string, releaseId: Prisma.Sql | string) => Prisma.sql`(
  SELECT ${Prisma.raw(RELEASE_REVISION)} FROM "Release" r JOIN "WorkspaceState" w ON w."workspaceId" = r."workspaceId"
  WHERE r."workspaceId" = ${workspaceId} AND r."id" = ${releaseId}
)`

/**
 * What is run to judge a change request, as a table: each required query set with the request's release and, where it is
 * there without the request, with the target. `id`, `name`, `releaseId`, `isTarget`, and the `setRevision` and
 * `releaseRevision` that a run of the present state has.
 */
const checkedSides = (workspaceId: string, { releaseId, targetId }: Sides) => Prisma.sql`(
  SELECT s."id", s."name", s."releaseId", false AS "isTarget", s."setRevision", s."releaseRevision"
  FROM ${requiredSets(workspaceId, [releaseId])} s
  UNION ALL
  SELECT s."id", s."name", ${targetId}, true, q."revision", ${revisionOf(workspaceId, targetId)}
  FROM ${requiredSets(workspaceId, [releaseId])} s
  JOIN "QuerySet" q ON q."workspaceId" = ${workspaceId} AND q."id" = s."id"
  WHERE NOT s."isNew"
)`

/** `checkedSides`, each with the columns of its latest run at the present state that has ended well, or nulls. */
export const runSides = (workspaceId: string, sides: Sides) => Prisma.sql`(
  SELECT s.*, c."id" AS "runId", c."results"
  FROM ${checkedSides(workspaceId, sides)} s
  LEFT JOIN LATERAL (
    SELECT c."id", c."results" ${newestRun(workspaceId)}
  ) c ON true
)`

export type MissingSide = {
  id: string
  name: string
  releaseId: string
  isTarget: boolean
  /** Its latest run at the present state was cancelled, or could not end. */
  isGivenUp: boolean
}

/** The sides without a run at the present state, by the name of the set, the target first. */
export async function findMissingSides(workspaceId: string, sides: Sides): Promise<MissingSide[]> {
  return prisma.$queryRaw<MissingSide[]>`
    SELECT s."id", s."name", s."releaseId", s."isTarget", ${isGivenUp(workspaceId)} AS "isGivenUp"
    FROM ${runSides(workspaceId, sides)} s
    WHERE s."runId" IS NULL
    ORDER BY s."name", s."id", s."isTarget" DESC`
}
