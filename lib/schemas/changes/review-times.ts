import { z } from 'zod'
import { actorSchema } from '@/lib/schemas/actor'
import { CHANGE_STATUSES } from './change-request'

/** Of a number of waits, in minutes; null where there was none. */
const waits = z
  .object({ count: z.int(), median: z.number(), p90: z.number().meta({ description: 'Nine of ten are no longer.' }) })
  .nullable()
export type WaitsDto = z.infer<typeof waits>

const minutes = z.number().nullable()

const reviewedRequestSchema = z
  .object({
    number: z.int(),
    title: z.string(),
    author: actorSchema,
    status: z.enum(CHANGE_STATUSES),
    openedAt: z.iso.datetime().meta({ description: 'When others could first review it.' }),
    answeredAfter: minutes.meta({
      description: 'Minutes until somebody else commented or gave a verdict; null: not yet.',
    }),
    approvedAfter: minutes.meta({ description: 'Until somebody else first approved it.' }),
    endedAfter: minutes.meta({ description: 'Until it was merged or closed.' }),
    rounds: z.int().meta({ description: 'How often changes were asked for.' }),
    isBypassed: z.boolean().meta({ description: 'Merged without the approval that it needed.' }),
  })
  .meta({ id: 'ReviewedRequest' })
export type ReviewedRequestDto = z.infer<typeof reviewedRequestSchema>

const reviewerSchema = z
  .object({
    name: z.string(),
    requests: z.int().meta({ description: 'Of others, that this person answered.' }),
    approved: z.int(),
    askedForChanges: z.int(),
    answeredAfter: waits.meta({ description: 'Until this person’s first answer.' }),
  })
  .meta({ id: 'Reviewer' })
export type ReviewerDto = z.infer<typeof reviewerSchema>

export const reviewTimesSchema = z
  .object({
    from: z.iso.date(),
    isAll: z.boolean().meta({ description: 'Whether there were no more requests in these days.' }),
    answered: waits,
    approved: waits,
    merged: waits,
    waiting: z.int().meta({ description: 'Open, and nobody else has answered yet.' }),
    requests: z.array(reviewedRequestSchema).meta({
      description: 'Open ones, and those that were opened, merged or closed in these days; the newest first.',
    }),
    reviewers: z.array(reviewerSchema).meta({ description: 'Who answered the most first.' }),
  })
  .meta({ id: 'ReviewTimes', description: 'How long change requests waited for others.' })
export type ReviewTimesDto = z.infer<typeof reviewTimesSchema>
