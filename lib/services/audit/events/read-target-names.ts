import { prisma } from '@/lib/db/client'

type Named = { entity: string; id: string; name: string }
type Target = { action: string; target: string | null }

/** Entities whose targets are another's. */
const SAME_AS: Record<string, string> = { owner: 'member', usageLimit: 'member' }

const entityOf = (action: string) => {
  const entity = action.split('.')[0] ?? ''
  return SAME_AS[entity] ?? entity
}

/** What the targets of audit entries are called today; null for what is gone or has no name beside its id. */
export async function readTargetNames(
  workspaceId: string,
  entries: Target[],
): Promise<(entry: Target) => string | null> {
  const ids = [...new Set(entries.flatMap(({ target }) => target ?? []))]
  const numbers = ids.flatMap((id) => (/^#\d{1,9}$/.test(id) ? [Number(id.slice(1))] : []))
  const rows = await prisma.$queryRaw<Named[]>`
    SELECT 'changeRequest' AS "entity", '#' || "number" AS "id", "title" AS "name" FROM "ChangeRequest"
      WHERE "workspaceId" = ${workspaceId} AND "number" = ANY(${numbers}::int[])
    UNION ALL SELECT 'querySet', "id", "name" FROM "QuerySet"
      WHERE "workspaceId" = ${workspaceId} AND "deletedAt" IS NULL AND "id" = ANY(${ids}::text[])
    UNION ALL SELECT 'policy', "id", "name" FROM "Policy"
      WHERE "workspaceId" = ${workspaceId} AND "id" = ANY(${ids}::text[])
    UNION ALL SELECT 'release', "id", "name" FROM "Release"
      WHERE "workspaceId" = ${workspaceId} AND "id" = ANY(${ids}::text[])
    UNION ALL SELECT 'provider', "id", "name" FROM "Provider"
      WHERE "workspaceId" = ${workspaceId} AND "id" = ANY(${ids}::text[])
    UNION ALL SELECT 'apiKey', "id", "name" FROM "ApiKey"
      WHERE "workspaceId" = ${workspaceId} AND "id" = ANY(${ids}::text[])
    UNION ALL SELECT 'profile', "id", "name" FROM "Profile"
      WHERE "workspaceId" = ${workspaceId} AND "id" = ANY(${ids}::text[])
    UNION ALL SELECT 'invitation', "id", "email" FROM "Invitation"
      WHERE "organizationId" = ${workspaceId} AND "id" = ANY(${ids}::text[])
    UNION ALL SELECT 'member', u."id", u."name" FROM "User" u
      JOIN "Member" m ON m."userId" = u."id" AND m."organizationId" = ${workspaceId}
      WHERE u."id" = ANY(${ids}::text[])`
  const names = new Map(rows.map(({ entity, id, name }) => [`${entity} ${id}`, name]))
  return ({ action, target }) => names.get(`${entityOf(action)} ${target}`) || null
}
