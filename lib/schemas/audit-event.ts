import { z } from 'zod'
import { LIMITS } from './limits'
import { idText } from './text'

export const auditEventSchema = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    actorKind: z.enum(['user', 'apiKey', 'system']),
    actorName: z.string(),
    action: z.string().meta({ description: 'What happened, as `entity.verb`: `apiKey.created`.' }),
    target: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEvent' })
export type AuditEventDto = z.infer<typeof auditEventSchema>

export const auditEventListSchema = z.object({
  items: z.array(auditEventSchema),
  total: z.int(),
  nextCursor: z.string().nullable(),
})
export type AuditEventListDto = z.infer<typeof auditEventListSchema>

export const listAuditEventsSchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(LIMITS.pageSize).default(LIMITS.pageSizeDefault),
  cursor: idText().optional(),
})
