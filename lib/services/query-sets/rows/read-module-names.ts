import { prisma } from '@/lib/db/client'
import { releaseEntries } from '@/lib/db/releases/release-entries'
import type { QuerySetDto } from '@/lib/schemas/query-sets/query-set'

type Asked = Pick<QuerySetDto['queries'][number], 'checks' | 'labels'>

/** What the modules that checks and labels name are called in a release, by id. */
export async function readModuleNames(
  workspaceId: string,
  releaseId: string,
  queries: Asked[],
): Promise<Record<string, string>> {
  const ids = new Set(
    queries.flatMap(({ checks, labels }) => [...labels.map(({ module }) => module), ...inChecks(checks)]),
  )
  if (ids.size === 0) return {}
  const rows = await prisma.$queryRaw<{ id: string; name: string }[]>`
    SELECT v."moduleId" AS "id", v."name"
    FROM ${releaseEntries(workspaceId, releaseId)} e
    JOIN "ModuleVersion" v
      ON v."workspaceId" = e."workspaceId" AND v."moduleId" = e."moduleId" AND v."version" = e."version"
    WHERE e."moduleId" = ANY(${[...ids]}::text[])`
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}

/** Ids of the modules that checks name. */
export function inChecks(checks: Asked['checks']): string[] {
  return checks.flatMap((check) => {
    if (!('module' in check)) return []
    return 'other' in check ? [check.module, check.other] : [check.module]
  })
}
