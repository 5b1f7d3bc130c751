import { prisma } from '@/lib/db/client'
import { auditEventListSchema, auditEventSchema, listAuditEventsSchema } from '@/lib/schemas/audit-event'
import { verb } from '@/lib/services/verb'

/** Who did what in the workspace, newest first. The cursor is the id of the last event seen: ids sort by time. */
export const listAuditEvents = verb({
  name: 'listAuditEvents',
  scope: 'admin',
  effect: 'read',
  input: listAuditEventsSchema,
  output: auditEventListSchema,
  run: async ({ workspaceId }, { limit, cursor }) => {
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
  },
})
