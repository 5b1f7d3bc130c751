import { prisma } from '@/lib/db/client'
import { describeRule, RULE_KINDS } from '@/lib/schemas/changes/review-rule'
import type { Thing, ThingDto, ThingKind } from '@/lib/schemas/thing'

type Named = { kind: string; id: string; name: string | null; isGone: boolean }

/**
 * What things are called, for who may read the workspace. A conversation has a name while it is shared; who left keeps
 * theirs as long as the audit log tells of them here, and so does a query set that is deleted.
 */
export async function readNames(workspaceId: string, things: Thing[]): Promise<(thing: Thing) => ThingDto> {
  const idsOf = (kind: ThingKind) => [...new Set(things.flatMap((thing) => (thing.kind === kind ? thing.id : [])))]
  const numbers = idsOf('changeRequest').flatMap((id) => (/^#\d{1,9}$/.test(id) ? [Number(id.slice(1))] : []))
  const [rows, rules] = await Promise.all([
    prisma.$queryRaw<Named[]>`
      SELECT 'module' AS "kind", m."id", COALESCE(
        (SELECT v."name" FROM "ModuleVersion" v WHERE v."workspaceId" = ${workspaceId} AND v."moduleId" = m."id"
          ORDER BY v."version" > 0 DESC, v."version" DESC LIMIT 1),
        (SELECT d."metadata"->>'name' FROM "ModuleDraft" d WHERE d."workspaceId" = ${workspaceId} AND d."moduleId" = m."id"),
        m."id") AS "name", FALSE AS "isGone"
        FROM "Module" m WHERE m."workspaceId" = ${workspaceId} AND m."id" = ANY(${idsOf('module')}::text[])
      UNION ALL SELECT 'changeRequest', '#' || "number", "title", FALSE FROM "ChangeRequest"
        WHERE "workspaceId" = ${workspaceId} AND "number" = ANY(${numbers}::int[])
      UNION ALL SELECT 'querySet', q."id", CASE WHEN q."revision" > 0 THEN q."name" ELSE
          (SELECT c."wanted"->>'name' FROM "ChangeRequestQuerySet" c
            WHERE c."workspaceId" = ${workspaceId} AND c."querySetId" = q."id" ORDER BY c."number" DESC LIMIT 1) END,
          q."deletedAt" IS NOT NULL
        FROM "QuerySet" q WHERE q."workspaceId" = ${workspaceId} AND q."id" = ANY(${idsOf('querySet')}::text[])
      UNION ALL SELECT 'policy', "id", "name", FALSE FROM "Policy"
        WHERE "workspaceId" = ${workspaceId} AND "id" = ANY(${idsOf('policy')}::text[])
      UNION ALL SELECT 'release', "id", "name", FALSE FROM "Release"
        WHERE "workspaceId" = ${workspaceId} AND "id" = ANY(${idsOf('release')}::text[])
      UNION ALL SELECT 'provider', "id", "name", FALSE FROM "Provider"
        WHERE "workspaceId" = ${workspaceId} AND "id" = ANY(${idsOf('provider')}::text[])
      UNION ALL SELECT 'apiKey', "id", "name", FALSE FROM "ApiKey"
        WHERE "workspaceId" = ${workspaceId} AND "id" = ANY(${idsOf('apiKey')}::text[])
      UNION ALL SELECT 'profile', "id", "name", FALSE FROM "Profile"
        WHERE "workspaceId" = ${workspaceId} AND "id" = ANY(${idsOf('profile')}::text[])
      UNION ALL SELECT 'conversation', "id", "title", FALSE FROM "Conversation"
        WHERE "workspaceId" = ${workspaceId} AND "isShared" AND "id" = ANY(${idsOf('conversation')}::text[])
      UNION ALL SELECT 'invitation', "id", "email", FALSE FROM "Invitation"
        WHERE "organizationId" = ${workspaceId} AND "id" = ANY(${idsOf('invitation')}::text[])
      UNION ALL SELECT 'member', u."id", u."name", FALSE FROM "User" u
        WHERE u."id" = ANY(${idsOf('member')}::text[]) AND (
          EXISTS (SELECT 1 FROM "Member" m WHERE m."organizationId" = ${workspaceId} AND m."userId" = u."id")
          OR EXISTS (SELECT 1 FROM "AuditEvent" e
            WHERE e."workspaceId" = ${workspaceId} AND e."target" = u."id" AND e."action" LIKE 'member.%')
        )
      UNION ALL SELECT 'workspace', "id", "name", FALSE FROM "Organization"
        WHERE "id" = ${workspaceId} AND "id" = ANY(${idsOf('workspace')}::text[])`,
    prisma.reviewRule.findMany({
      where: { workspaceId, id: { in: idsOf('reviewRule') } },
      select: { id: true, kind: true, pattern: true },
    }),
  ])
  const named: Named[] = rules.flatMap(({ id, pattern, ...rule }) => {
    const kind = RULE_KINDS.find((each) => each === rule.kind)
    return kind ? [{ kind: 'reviewRule', id, name: describeRule({ kind, pattern }), isGone: false }] : []
  })
  const known = new Map([...rows, ...named].map((row) => [`${row.kind} ${row.id}`, row]))
  return ({ kind, id }) => {
    const { name = null, isGone = true } = known.get(`${kind} ${id}`) ?? {}
    return { kind, id, name: name || null, isGone }
  }
}
