import type { Transaction } from '@/lib/db/transaction'
import type { ReviewNeedDto } from '@/lib/schemas/changes/review-rule'
import { evaluateRules, type Touched } from './evaluate-rules'
import { readPeople, readRules } from './read-rules'

type Asked = { number: number; writerIds: Set<string>; approverIds: Set<string> }

type Row = { moduleId: string; name: string; path: string; tags: string[]; category: string | null; priority: string }

/**
 * What the rules of a workspace want of an open change request. Inside the transaction that merges it the answer holds: rules
 * and edits change under the lock of `bumpRevision` alone.
 */
export async function findNeeds(
  reader: Pick<Transaction, 'reviewRule' | 'member' | '$queryRaw'>,
  workspaceId: string,
  { number, ...said }: Asked,
): Promise<ReviewNeedDto[]> {
  const rules = await readRules(reader, workspaceId)
  if (rules.length === 0) return []
  const people = await readPeople(reader, workspaceId)
  return evaluateRules(rules, { touched: await readTouched(reader, workspaceId, number), people, ...said })
}

async function readTouched(
  reader: Pick<Transaction, '$queryRaw'>,
  workspaceId: string,
  number: number,
): Promise<Touched[]> {
  // what the edit makes of the module, and the version that it began with
  const rows = await reader.$queryRaw<Row[]>`
    SELECT v."moduleId", v."name", COALESCE(v."path", v."moduleId" || '.md') AS "path", v."tags", v."category", v."priority"
    FROM "ChangeRequestEdit" e
    JOIN "ModuleVersion" v
      ON v."workspaceId" = e."workspaceId" AND v."moduleId" = e."moduleId" AND v."version" IN (e."version", e."baseVersion", e."wantedVersion")
    WHERE e."workspaceId" = ${workspaceId} AND e."number" = ${number}
    ORDER BY v."moduleId", v."version"`
  const policies = await reader.$queryRaw<{ name: string }[]>`
    SELECT COALESCE(p."name", c."policyId") AS "name" FROM "ChangeRequestPolicy" c
    LEFT JOIN "Policy" p ON p."workspaceId" = c."workspaceId" AND p."id" = c."policyId"
    WHERE c."workspaceId" = ${workspaceId} AND c."number" = ${number} ORDER BY c."policyId"`
  const sets = await reader.$queryRaw<{ name: string }[]>`
    SELECT c."wanted"->>'name' AS "name" FROM "ChangeRequestQuerySet" c
    WHERE c."workspaceId" = ${workspaceId} AND c."number" = ${number} ORDER BY c."querySetId"`
  const modules = Map.groupBy(rows, ({ moduleId }) => moduleId)
  return [
    ...[...modules.values()].map((states) => ({ name: states[0]?.name ?? '', what: 'module' as const, states })),
    ...sets.map(({ name }) => ({ name, what: 'querySet' as const, states: [] })),
    ...policies.map(({ name }) => ({ name, what: 'policy' as const, states: [] })),
  ]
}
