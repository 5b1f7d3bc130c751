import type { Transaction } from '@/lib/db/transaction'
import type { ReviewNeedDto } from '@/lib/schemas/changes/review-rule'
import { evaluateRules, type Touched } from './evaluate-rules'
import { readPeople, readRules } from './read-rules'

type Asked = { number: number; writerIds: Set<string>; approverIds: Set<string> }

type Numbered = { number: number }
type Row = Numbered & {
  moduleId: string
  name: string
  path: string
  tags: string[]
  category: string | null
  priority: string
}

/**
 * What the rules of a workspace want of open change requests, by their numbers. Inside the transaction that merges one the
 * answer holds: rules and edits change under the lock of `bumpRevision` alone.
 */
export async function findNeeds(
  reader: Pick<Transaction, 'reviewRule' | 'member' | '$queryRaw'>,
  workspaceId: string,
  asked: Asked[],
): Promise<Map<number, ReviewNeedDto[]>> {
  const rules = asked.length > 0 ? await readRules(reader, workspaceId) : []
  if (rules.length === 0) return new Map()
  const people = await readPeople(reader, workspaceId)
  const touchedBy = await readTouched(
    reader,
    workspaceId,
    asked.map(({ number }) => number),
  )
  return new Map(
    asked.map(({ number, ...said }) => [number, evaluateRules(rules, { touched: touchedBy(number), people, ...said })]),
  )
}

async function readTouched(
  reader: Pick<Transaction, '$queryRaw'>,
  workspaceId: string,
  numbers: number[],
): Promise<(number: number) => Touched[]> {
  // what the edit makes of the module, and the version that it began with
  const rows = await reader.$queryRaw<Row[]>`
    SELECT e."number", v."moduleId", v."name", COALESCE(v."path", v."moduleId" || '.md') AS "path", v."tags", v."category",
      v."priority"
    FROM "ChangeRequestEdit" e
    JOIN "ModuleVersion" v
      ON v."workspaceId" = e."workspaceId" AND v."moduleId" = e."moduleId" AND v."version" IN (e."version", e."baseVersion", e."wantedVersion")
    WHERE e."workspaceId" = ${workspaceId} AND e."number" = ANY(${numbers})
    ORDER BY v."moduleId", v."version"`
  const policies = await reader.$queryRaw<(Numbered & { name: string })[]>`
    SELECT c."number", COALESCE(p."name", c."policyId") AS "name" FROM "ChangeRequestPolicy" c
    LEFT JOIN "Policy" p ON p."workspaceId" = c."workspaceId" AND p."id" = c."policyId"
    WHERE c."workspaceId" = ${workspaceId} AND c."number" = ANY(${numbers}) ORDER BY c."policyId"`
  const sets = await reader.$queryRaw<(Numbered & { name: string })[]>`
    SELECT c."number", c."wanted"->>'name' AS "name" FROM "ChangeRequestQuerySet" c
    WHERE c."workspaceId" = ${workspaceId} AND c."number" = ANY(${numbers}) ORDER BY c."querySetId"`
  const [rowsOf, policiesOf, setsOf] = [byNumber(rows), byNumber(policies), byNumber(sets)]
  return (number) => {
    const modules = Map.groupBy(rowsOf(number), ({ moduleId }) => moduleId)
    return [
      ...[...modules.values()].map((states) => ({ name: states[0]?.name ?? '', what: 'module' as const, states })),
      ...setsOf(number).map(({ name }) => ({ name, what: 'querySet' as const, states: [] })),
      ...policiesOf(number).map(({ name }) => ({ name, what: 'policy' as const, states: [] })),
    ]
  }
}

function byNumber<Of extends Numbered>(rows: Of[]): (number: number) => Of[] {
  const grouped = Map.groupBy(rows, ({ number }) => number)
  return (number) => grouped.get(number) ?? []
}
