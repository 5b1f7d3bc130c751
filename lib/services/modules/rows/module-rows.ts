import { Prisma } from '@/lib/db/generated/client'
import { releaseOf } from '@/lib/db/releases/release'
import { toActorOrNull } from '@/lib/schemas/actor'
import type { ModuleSummaryDto } from '@/lib/schemas/modules/module'

export type ModuleRow = Omit<ModuleSummaryDto, 'lastUpdated' | 'lastAccessedAt'> & {
  lastUpdated: Date
  lastAccessedAt: Date | null
}

const textOfDraft = (key: string) => Prisma.sql`d."metadata" ->> ${key}`

/**
 * Every module of a workspace as lists show it: by its newest version, or by its draft while it has none. Aliased
 * `modules`, with the columns of `ModuleRow` and `searchText`.
 */
export function moduleRows(workspaceId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT r.*, lower(concat_ws(' ', r."id", r."name", r."description", r."category", array_to_string(r."tags", ' ')))
      AS "searchText"
    FROM (
      SELECT m."id",
        COALESCE(v."name", ${textOfDraft('name')}, m."id") AS "name",
        COALESCE(v."description", ${textOfDraft('description')}, '') AS "description",
        CASE WHEN v."version" IS NULL THEN ${textOfDraft('category')} ELSE v."category" END AS "category",
        COALESCE(v."tags", ARRAY(SELECT jsonb_array_elements_text(COALESCE(d."metadata" -> 'tags', '[]'))), '{}') AS "tags",
        COALESCE(v."priority", ${textOfDraft('priority')}, 'medium') AS "priority",
        COALESCE(v."activation", ${textOfDraft('activation')}, 'semantic') AS "activation",
        COALESCE(e."version", m."latestVersion") AS "version",
        CASE WHEN v."version" IS NULL THEN ${textOfDraft('versionLabel')} ELSE v."versionLabel" END AS "versionLabel",
        COALESCE(i."tokenCount", (d."metadata" ->> 'tokenCount')::int, 0) AS "tokenCount",
        CASE WHEN m."archivedAt" IS NOT NULL THEN 'archived' WHEN v."version" IS NULL THEN 'draft' ELSE 'published' END
          AS "status",
        d."moduleId" IS NOT NULL AS "hasDraft",
        COALESCE(v."createdAt", d."updatedAt", m."updatedAt") AS "lastUpdated",
        v."author",
        COALESCE(s."timesChosen", 0) AS "timesChosen",
        s."lastAccessedAt"
      FROM "Module" m
      LEFT JOIN "ReleaseEntry" e ON e."workspaceId" = m."workspaceId" AND e."releaseId" = ${releaseOf(workspaceId).releaseId}
        AND e."moduleId" = m."id"
      LEFT JOIN "ModuleVersion" v ON v."workspaceId" = m."workspaceId" AND v."moduleId" = m."id"
        AND v."version" = COALESCE(e."version", m."latestVersion")
      LEFT JOIN "ModuleIndex" i ON i."workspaceId" = m."workspaceId" AND i."moduleId" = m."id" AND i."version" = v."version"
      LEFT JOIN "ModuleDraft" d ON d."workspaceId" = m."workspaceId" AND d."moduleId" = m."id"
      LEFT JOIN "AccessStatistic" s ON s."workspaceId" = m."workspaceId" AND s."moduleId" = m."id"
      WHERE m."workspaceId" = ${workspaceId} AND (m."latestVersion" > 0 OR d."moduleId" IS NOT NULL)
    ) r`
}

export const MODULE_COLUMNS = Prisma.sql`"id", "name", "description", "category", "tags", "priority", "activation",
  "version", "versionLabel", "tokenCount", "status", "hasDraft", "lastUpdated", "author", "timesChosen",
  "lastAccessedAt"`

export function toModuleSummary({ lastUpdated, lastAccessedAt, ...row }: ModuleRow): ModuleSummaryDto {
  return {
    ...row,
    author: toActorOrNull(row.author),
    lastUpdated: lastUpdated.toISOString(),
    lastAccessedAt: lastAccessedAt?.toISOString() ?? null,
  }
}
