import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { type AuditEventDto, type AuditFilters, auditEventSchema } from '@/lib/schemas/workspaces/audit-event'
import { findTarget, findThings } from '@/lib/schemas/workspaces/audit-things'
import { readNames } from '@/lib/services/audit/names/read-names'

const DAY_MS = 86_400_000

type Row = Omit<AuditEventDto, 'at' | 'targetName' | 'things'> & { at: Date }

/** What the filters let through, without the entries that a later one tells anew. */
function matching(workspaceId: string, { action, actorKind, actorId, target, from, to }: AuditFilters): Prisma.Sql {
  const is = (column: string, value: string | undefined) =>
    value === undefined ? [] : [Prisma.sql`e.${Prisma.raw(`"${column}"`)} = ${value}`]
  const conditions = [
    Prisma.sql`e."workspaceId" = ${workspaceId}`,
    Prisma.sql`NOT EXISTS (
      SELECT 1 FROM "AuditEvent" later WHERE later."workspaceId" = ${workspaceId} AND later."continuesId" = e."id"
    )`,
    ...(action?.includes('.') ? is('action', action) : []),
    // several at once are told in the plural
    ...(action && !action.includes('.')
      ? [Prisma.sql`split_part(e."action", '.', 1) = ANY(${[action, `${action}s`]}::text[])`]
      : []),
    ...is('actorKind', actorKind),
    ...is('actorId', actorId),
    ...is('target', target),
    ...(from ? [Prisma.sql`e."at" >= ${new Date(from)}`] : []),
    ...(to ? [Prisma.sql`e."at" < ${new Date(Date.parse(to) + DAY_MS)}`] : []),
  ]
  return Prisma.join(conditions, ' AND ')
}

/**
 * Entries of the audit log, newest first, as their chain tells: ids of one millisecond have no order. What stands outside
 * the chain, which nobody but a tamperer can make, comes first.
 * @param cursor id of the last entry seen
 */
export async function readAuditEvents(
  workspaceId: string,
  filters: AuditFilters,
  { limit, cursor }: { limit: number; cursor: string | undefined },
): Promise<AuditEventDto[]> {
  const after = cursor === undefined ? Prisma.sql`TRUE` : await behind(workspaceId, cursor)
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT e."id", e."sequence", e."at", e."actorKind", e."actorId", e."actorName", e."action", e."target", e."changes",
      e."detail", e."address", e."requestId", e."hash"
    FROM "AuditEvent" e
    WHERE ${matching(workspaceId, filters)} AND ${after}
    ORDER BY e."sequence" DESC NULLS FIRST, e."id" DESC LIMIT ${limit}`
  const found = rows.map(findThings)
  const nameOf = await readNames(workspaceId, found.flat())
  return rows.map((row, i) => {
    const target = findTarget(row)
    return auditEventSchema.parse({
      ...row,
      at: row.at.toISOString(),
      targetName: target && nameOf(target).name,
      things: found[i]?.map(nameOf),
    })
  })
}

/** Where retention has removed the entry of the cursor, it has removed all behind it. */
async function behind(workspaceId: string, id: string): Promise<Prisma.Sql> {
  const seen = await prisma.auditEvent.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: { sequence: true },
  })
  if (!seen) return Prisma.sql`FALSE`
  if (seen.sequence !== null) return Prisma.sql`e."sequence" < ${seen.sequence}`
  return Prisma.sql`(e."sequence" IS NOT NULL OR e."id" < ${id})`
}

export async function countAuditEvents(workspaceId: string, filters: AuditFilters): Promise<number> {
  const [row] = await prisma.$queryRaw<{ total: number }[]>`
    SELECT COUNT(*)::int AS "total" FROM "AuditEvent" e WHERE ${matching(workspaceId, filters)}`
  return row?.total ?? 0
}
