import { z } from 'zod'
import { AUDIT_ACTORS } from '@/lib/schemas/actor'
import { LIMITS } from '@/lib/schemas/limits'
import { givenDay } from '@/lib/schemas/texts/moment'
import { idText } from '@/lib/schemas/texts/text'
import { wholeNumber } from '@/lib/schemas/texts/whole-number'
import { thingSchema } from '@/lib/schemas/thing'

const AUDIT_EXPORTS = ['csv', 'jsonl'] as const

const changeSchema = z
  .object({ before: z.unknown().optional(), after: z.unknown().optional() })
  .meta({ id: 'AuditChange', description: 'A side is left out where the field was not there.' })
export type AuditChangeDto = z.infer<typeof changeSchema>

export const auditEventSchema = z
  .object({
    id: z.string(),
    sequence: z.int().nullable().meta({
      description: 'Its place in the workspace’s chain, from 1 without gaps; null for an entry outside the chain.',
    }),
    at: z.iso.datetime(),
    actorKind: z.enum(AUDIT_ACTORS).meta({ description: 'In a session, with a key, or the server by itself.' }),
    actorId: z.string().nullable().meta({ description: 'Of the member or key.' }),
    actorName: z.string(),
    action: z.string().meta({ description: 'What happened, as `entity.verb`: `apiKey.created`.' }),
    target: z.string().nullable().meta({ description: 'Id of what it happened to.' }),
    targetName: z.string().nullable().meta({ description: 'What that is called today; null when it is gone.' }),
    changes: z.record(z.string(), changeSchema).meta({ description: 'Each field that changed.' }),
    detail: z.record(z.string(), z.unknown()),
    things: z
      .array(thingSchema)
      .meta({ description: 'What it names by ids, the target first; of long lists the first.' }),
    address: z.string().nullable().meta({ description: 'Network address of the request; null for none.' }),
    requestId: z.string().nullable().meta({ description: 'As in the header `x-request-id` of its answer.' }),
    hash: z.string().nullable().meta({ description: 'SHA-256 of the place before and of what this entry says.' }),
  })
  .meta({ id: 'AuditEvent' })
export type AuditEventDto = z.infer<typeof auditEventSchema>

export const auditEventListSchema = z.object({
  items: z.array(auditEventSchema),
  total: z.int().meta({ description: 'All that the filters let through.' }),
  nextCursor: z.string().nullable(),
})
export type AuditEventListDto = z.infer<typeof auditEventListSchema>

const day = givenDay()

const filters = {
  /** `module`, or `module.published` for one thing alone. */
  action: z
    .string()
    .max(LIMITS.idLength)
    .regex(/^[A-Za-z]+(\.[A-Za-z-]+)?$/, 'Write it as module, or as module.published.')
    .optional(),
  actorKind: z.enum(AUDIT_ACTORS).optional(),
  actorId: idText().optional(),
  target: idText().optional(),
  from: day.optional().meta({ description: 'First UTC day.' }),
  to: day.optional().meta({ description: 'Last UTC day.' }),
}
const isInOrder = ({ from, to }: { from?: string; to?: string }) => !from || !to || from <= to
const OUT_OF_ORDER = { path: ['from'], error: 'The first day comes after the last one.' }

export const listAuditEventsSchema = z
  .strictObject({
    ...filters,
    limit: wholeNumber(1, LIMITS.pageSize).default(LIMITS.pageSizeDefault),
    cursor: idText().optional(),
  })
  .refine(isInOrder, OUT_OF_ORDER)

export const exportAuditEventsSchema = z
  .strictObject({ ...filters, format: z.enum(AUDIT_EXPORTS).default('csv') })
  .refine(isInOrder, OUT_OF_ORDER)
export type AuditFilters = Omit<z.output<typeof exportAuditEventsSchema>, 'format'>

export const exportedAuditSchema = z.object({
  fileName: z.string(),
  contentType: z.string(),
  stream: z.instanceof(ReadableStream<Uint8Array<ArrayBuffer>>),
})

const hashText = z.string().regex(/^[0-9a-f]{64}$/, 'A hash has 64 of the characters 0–9 and a–f.')
const headSchema = z.object({ sequence: z.int(), hash: z.string() })

export const verifyAuditLogSchema = z.strictObject({
  sequence: wholeNumber(1, LIMITS.integer).optional().meta({
    description: 'A place whose hash was noted before, to see that it is still the same.',
  }),
  hash: hashText.optional(),
})

const AUDIT_PROBLEMS = ['changed', 'missing', 'unchained', 'cut', 'other'] as const
export type AuditProblem = (typeof AUDIT_PROBLEMS)[number]

export const auditVerificationSchema = z
  .object({
    isIntact: z.boolean(),
    entries: z.int().meta({ description: 'Entries that were looked at, up to the first problem.' }),
    removed: z.int().meta({ description: 'Entries that retention has removed from the beginning.' }),
    head: headSchema
      .nullable()
      .meta({ description: 'Where the chain ends; null when it is empty. Note it elsewhere.' }),
    problem: z
      .object({
        kind: z.enum(AUDIT_PROBLEMS),
        sequence: z.int().nullable(),
        message: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'AuditVerification' })
export type AuditVerificationDto = z.infer<typeof auditVerificationSchema>
