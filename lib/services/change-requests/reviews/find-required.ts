import type { Reader } from '@/lib/db/transaction'
import type { ChecksState, CountedChecksDto } from '@/lib/schemas/changes/change-request'
import type { RunSummaryDto } from '@/lib/schemas/query-sets/check-run'
import { isGivenUp, newestRun, requiredSets } from './required-sets'

/** A query set that a merge waits for, and what came of it with a release as it is now. */
export type RequiredSet = {
  id: string
  name: string
  /** The change request creates it: production does not know it. */
  isNew: boolean
  /** The latest run of the set as it is, with the release as it is; null when there is none. */
  runId: string | null
  /** Where there is none: it was run with an earlier state. */
  wasRun: boolean
  /** Where there is none: the latest one that began was cancelled, or could not end. */
  isGivenUp: boolean
  held: number
  failed: number
  broken: number
}

/** By name, each with its latest run at the release's present revision; `requiredSets` says which, and as what. */
export async function findRequired(reader: Reader, workspaceId: string, releaseId: string): Promise<RequiredSet[]> {
  return (await findRequiredOf(reader, workspaceId, [releaseId])).get(releaseId) ?? []
}

/** As `findRequired`, by release and at once; a release that waits for none is missing. */
export async function findRequiredOf(
  reader: Reader,
  workspaceId: string,
  releaseIds: string[],
): Promise<Map<string, RequiredSet[]>> {
  if (releaseIds.length === 0) return new Map()
  const rows = await reader.$queryRaw<(RequiredSet & { releaseId: string })[]>`
    SELECT s."releaseId", s."id", s."name", s."isNew", c."id" AS "runId",
      EXISTS (
        SELECT 1 FROM "CheckRun" o WHERE o."workspaceId" = ${workspaceId} AND o."querySetId" = s."id"
          AND o."releaseId" = s."releaseId" AND o."status" = 'done'
      ) AS "wasRun",
      ${isGivenUp(workspaceId)} AS "isGivenUp",
      COALESCE(c."held", 0) AS "held", COALESCE(c."failed", 0) AS "failed", COALESCE(c."broken", 0) AS "broken"
    FROM ${requiredSets(workspaceId, releaseIds)} s
    LEFT JOIN LATERAL (
      SELECT c."id", c."held", c."failed", c."broken" ${newestRun(workspaceId)}
    ) c ON true
    ORDER BY s."name", s."id"`
  return Map.groupBy(rows, ({ releaseId }) => releaseId)
}

const doesHold = ({ failed, broken }: Pick<RunSummaryDto, 'failed' | 'broken'>): boolean => failed + broken === 0

/** Whether they were run with the state of now; of several that were not, what keeps them from it comes first. */
export function stateOfChecks(sets: RequiredSet[]): ChecksState {
  if (sets.length === 0) return 'none'
  const missing = sets.filter(({ runId }) => runId === null)
  if (missing.length === 0) return 'current'
  if (missing.some((set) => set.isGivenUp)) return 'stopped'
  return missing.some(({ wasRun }) => wasRun) ? 'earlier' : 'unrun'
}

/** What came of their checks together; null unless all were run, and every query could be composed. */
export function countChecks(sets: RequiredSet[]): CountedChecksDto | null {
  if (sets.length === 0 || sets.some(({ runId, broken }) => runId === null || broken > 0)) return null
  const sum = (of: 'held' | 'failed') => sets.reduce((total, set) => total + set[of], 0)
  return { held: sum('held'), failed: sum('failed') }
}

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
