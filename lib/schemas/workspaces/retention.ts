import { z } from 'zod'
import { LIMITS } from '@/lib/schemas/limits'

/** What a workspace keeps for a number of days or for ever. */
export const RETAINED = ['conversations', 'compositions', 'interactions', 'modelCalls', 'auditEvents'] as const
export type Retained = (typeof RETAINED)[number]

const daysFrom = (least: number) => z.int().min(least).max(LIMITS.retentionDays).nullable()
const days = daysFrom(1)
/** A limit of usage adds up the calls of a month. */
export const LEAST_CALL_DAYS = 31

const fields = {
  conversations: days.meta({ description: 'Days after their last message, with all that belongs to them.' }),
  compositions: days.meta({ description: 'Days after they were composed, those of kept conversations too.' }),
  interactions: days.meta({ description: 'Days that a profile knows what somebody asked about.' }),
  modelCalls: daysFrom(LEAST_CALL_DAYS).meta({ description: 'Days that usage and cost can look back.' }),
  auditEvents: days.meta({ description: 'Days that entries stay in the audit log.' }),
} satisfies Record<Retained, unknown>

export const retentionSchema = z
  .object(fields)
  .meta({ id: 'Retention', description: 'Days that things are kept for; null for ever.' })
export type RetentionDto = z.infer<typeof retentionSchema>

export const getRetentionSchema = z.strictObject({})
/** What is left out stays as it is. */
export const changeRetentionSchema = z.strictObject(fields).partial()

const count = z.int().min(0)
export const dueSchema = z
  .object({ conversations: count, compositions: count, interactions: count, modelCalls: count, auditEvents: count })
  .meta({
    id: 'RetentionDue',
    description: 'What would be deleted now. What belongs to a conversation goes with it, and is not counted.',
  })
export type DueDto = z.infer<typeof dueSchema>
