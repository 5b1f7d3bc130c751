import { auditEventListSchema, listAuditEventsSchema } from '@/lib/schemas/workspaces/audit-event'
import { readIdCursor } from '@/lib/services/number-cursor'
import { verb } from '@/lib/services/verb'
import { countAuditEvents, readAuditEvents } from './events/read-audit-events'

/** Who did what in the workspace, newest first; what was done in several steps, such as an import, as one entry. */
export const listAuditEvents = verb({
  name: 'listAuditEvents',
  scope: 'admin',
  effect: 'read',
  input: listAuditEventsSchema,
  output: auditEventListSchema,
  run: async ({ workspaceId }, { limit, cursor, ...filters }) => {
    const found = await readAuditEvents(workspaceId, filters, { limit: limit + 1, cursor: readIdCursor(cursor, 'evt') })
    const items = found.slice(0, limit)
    const total = await countAuditEvents(workspaceId, filters)
    return { items, total, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null }
  },
})
