import type { Reader } from '@/lib/db/transaction'

/**
 * What people call modules: by the newest version, or while there is none as they are proposed. One that is gone is called by
 * its id.
 * @param number of a change request whose own proposals come first
 */
export async function nameModules(
  reader: Reader,
  workspaceId: string,
  moduleIds: string[],
  number?: number,
): Promise<(moduleId: string) => { name: string; path: string | null }> {
  const rows = await reader.$queryRaw<{ moduleId: string; name: string; path: string | null }[]>`
    SELECT DISTINCT ON (v."moduleId") v."moduleId", v."name", v."path" FROM "ModuleVersion" v
    LEFT JOIN "ChangeRequestEdit" e ON e."workspaceId" = v."workspaceId" AND e."number" = ${number ?? null}::int
      AND e."moduleId" = v."moduleId" AND e."version" = v."version"
    WHERE v."workspaceId" = ${workspaceId} AND v."moduleId" = ANY(${moduleIds}::text[])
    ORDER BY v."moduleId", e."version" NULLS LAST, v."version" > 0 DESC, abs(v."version") DESC`
  const known = new Map(rows.map(({ moduleId, ...named }) => [moduleId, named]))
  return (moduleId) => known.get(moduleId) ?? { name: moduleId, path: null }
}
