import type { ModuleSnapshot, SourceEdit } from '@/lib/engine/vocabulary/types'
import { toChunkId } from '../chunk-id'
import { Prisma } from '../generated/client'
import { releaseEntries } from '../releases/release-entries'
import type { Reader } from '../transaction'

type SnapshotRow = Omit<
  ModuleSnapshot,
  'category' | 'rules' | 'usageScope' | 'versionLabel' | 'lastUpdated' | 'excludedChunkIds' | 'edits'
> & {
  category: string | null
  rules: ModuleSnapshot['rules'] | null
  usageScope: string | null
  versionLabel: string | null
  edits: SourceEdit[] | null
  createdAt: Date
  excludedOrdinals: number[]
}

/** The release's version of the modules that fit `where` (about entry `e` and version `v`), ordered by priority, then id. */
export async function readSnapshots(
  reader: Reader,
  workspaceId: string,
  releaseId: string,
  where: Prisma.Sql,
): Promise<ModuleSnapshot[]> {
  const rows = await readSnapshotRows(reader, workspaceId, releaseId, where)
  return rows.map(toSnapshot)
}

/** The same as rows, with what `more` selects besides. */
export function readSnapshotRows<More = unknown>(
  reader: Reader,
  workspaceId: string,
  releaseId: string,
  where: Prisma.Sql,
  more = Prisma.empty,
): Promise<(SnapshotRow & More)[]> {
  return reader.$queryRaw<(SnapshotRow & More)[]>`
    SELECT v."moduleId", v."version", v."versionLabel", v."name", v."description", v."category", v."tags", v."priority",
      v."activation", v."rules", v."usageScope", v."body", v."createdAt", v."edits", v."tokenCount",
      v."excludedOrdinals",
      ARRAY(
        SELECT d."dependencyId" FROM "ModuleDependency" d
        WHERE d."workspaceId" = v."workspaceId" AND d."moduleId" = v."moduleId" AND d."version" = v."version"
        ORDER BY d."ordinal"
      ) AS dependencies
      ${more}
    FROM ${releaseEntries(workspaceId, releaseId)} e
    CROSS JOIN LATERAL (
      SELECT v.*, i."edits", i."tokenCount", i."excludedOrdinals" FROM "ModuleVersion" v
      JOIN "ModuleIndex" i
        ON i."workspaceId" = v."workspaceId" AND i."moduleId" = v."moduleId" AND i."version" = v."version"
      WHERE v."workspaceId" = e."workspaceId" AND v."moduleId" = e."moduleId" AND v."version" = e."version"
      OFFSET 0
    ) v
    WHERE ${where}
    ORDER BY CASE v."priority" WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, v."moduleId" COLLATE "C"`
}

export const isStanding = Prisma.sql`v."activation" IN ('always', 'rule')`
export function isOneOf(moduleIds: string[]): Prisma.Sql {
  return Prisma.sql`e."moduleId" = ANY(${moduleIds}::text[])`
}

export function toSnapshot(row: SnapshotRow): ModuleSnapshot {
  const { category, rules, usageScope, versionLabel, edits, createdAt, excludedOrdinals, ...rest } = row
  return {
    ...rest,
    ...(category === null ? {} : { category }),
    ...(rules === null ? {} : { rules }),
    ...(usageScope === null ? {} : { usageScope }),
    ...(versionLabel === null ? {} : { versionLabel }),
    ...(edits === null ? {} : { edits }),
    lastUpdated: createdAt.toISOString().slice(0, 10),
    ...(excludedOrdinals.length === 0
      ? {}
      : { excludedChunkIds: excludedOrdinals.map((ordinal) => toChunkId({ ...rest, ordinal })) }),
  }
}
