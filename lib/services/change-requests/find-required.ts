import { Prisma } from '@/lib/db/generated/client'
import { RELEASE_REVISION } from '@/lib/db/releases/release-state'
import type { Reader } from '@/lib/db/transaction'
import type { RunSummaryDto } from '@/lib/schemas/check-run'

/** A query set that a merge waits for, and what came of it with a release as it is now. */
export type RequiredSet = {
  id: string
  name: string
  /** The latest run of the set as it is, with the release as it is; null when there is none. */
  runId: string | null
  failed: number
  broken: number
}

/**
 * The required query sets that have queries, by name, each with its latest run at the release's present revision. One that a
 * change request edits is meant as the request wants it, also where it is to be required from then on; that it is not to be any
 * more counts once it is merged.
 */
export async function findRequired(reader: Reader, workspaceId: string, releaseId: string): Promise<RequiredSet[]> {
  return reader.$queryRaw<RequiredSet[]>`
    SELECT q."id", q."name", c."id" AS "runId", COALESCE(c."failed", 0) AS "failed", COALESCE(c."broken", 0) AS "broken"
    FROM "WorkspaceState" w
    JOIN "Release" r ON r."workspaceId" = w."workspaceId" AND r."id" = ${releaseId}
    JOIN "QuerySet" q ON q."workspaceId" = w."workspaceId" AND q."deletedAt" IS NULL
    LEFT JOIN "ChangeRequestQuerySet" p
      ON p."workspaceId" = q."workspaceId" AND p."number" = r."changeNumber" AND p."querySetId" = q."id"
    LEFT JOIN LATERAL (
      SELECT c."id", c."failed", c."broken" FROM "CheckRun" c
      WHERE c."workspaceId" = q."workspaceId" AND c."querySetId" = q."id" AND c."releaseId" = r."id"
        AND c."status" = 'done' AND c."setRevision" = COALESCE(p."version", q."revision") AND c."revision" = ${Prisma.raw(RELEASE_REVISION)}
      ORDER BY c."startedAt" DESC, c."id" DESC LIMIT 1
    ) c ON true
    WHERE w."workspaceId" = ${workspaceId}
      AND (q."isRequired" OR COALESCE((p."wanted"->>'isRequired')::boolean, false))
      AND (q."queryCount" > 0 OR p."querySetId" IS NOT NULL)
    ORDER BY q."name", q."id"`
}

const doesHold = ({ failed, broken }: Pick<RunSummaryDto, 'failed' | 'broken'>): boolean => failed + broken === 0

/** Which of them fail; null when none is known to. */
export function tellFailing(sets: RequiredSet[]): string | null {
  const failing = sets.filter((set) => set.runId !== null && !doesHold(set))
  const [first, ...others] = failing
  if (!first) return null
  const { name, failed, broken } = first
  if (others.length > 0) return `${failing.length} required query sets fail: ${failing.map(quote).join(', ')}.`
  const parts = [
    ...(failed > 0 ? [failed === 1 ? '1 check fails' : `${failed} checks fail`] : []),
    ...(broken > 0 ? [broken === 1 ? '1 query cannot be composed' : `${broken} queries cannot be composed`] : []),
  ]
  return `The required query set “${name}” does not hold: ${parts.join(', ')}.`
}

const quote = ({ name }: RequiredSet) => `“${name}”`
