import { prisma } from '@/lib/db/client'
import { type AuditEventListDto, auditEventSchema, listAuditEventsSchema } from '@/lib/schemas/audit-event'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'

/** Who did what in the workspace, newest first. The cursor is the id of the last event seen: ids sort by time. */
export async function listAuditEvents(actor: Actor, input: unknown): Promise<AuditEventListDto> {
  const { workspaceId } = authorize(actor, 'admin')
  const { limit, cursor } = parseInput(listAuditEventsSchema, input)
  const where = { workspaceId }
  const rows = await prisma.auditEvent.findMany({
    where: { ...where, ...(cursor ? { id: { lt: cursor } } : {}) },
    orderBy: { id: 'desc' },
    take: limit + 1,
    select: { id: true, at: true, actorKind: true, actorName: true, action: true, target: true, detail: true },
  })
  const items = rows.slice(0, limit).map((row) => auditEventSchema.parse({ ...row, at: row.at.toISOString() }))
  const total = await prisma.auditEvent.count({ where })
  return { items, total, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}
