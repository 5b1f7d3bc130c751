import { z } from 'zod'
import { actorSchema } from '@/lib/schemas/actor'
import { LIMITS } from '@/lib/schemas/limits'
import { idText } from '@/lib/schemas/texts/text'
import { wholeNumber } from '@/lib/schemas/texts/whole-number'

const WAITING_REASONS = ['asked', 'changed', 'rule', 'anybody'] as const
export type WaitingReason = (typeof WAITING_REASONS)[number]

const waitingReviewSchema = z
  .object({
    number: z.int(),
    title: z.string(),
    author: actorSchema,
    createdAt: z.iso.datetime(),
    reason: z.enum(WAITING_REASONS).meta({
      description:
        '`asked`: you were asked and have not reviewed it; `changed`: it changed after your review; `rule`: a review rule waits for you; `anybody`: it needs an approval that you may give, and nobody was asked.',
    }),
  })
  .meta({ id: 'WaitingReview', description: 'An open change request that waits for the review of who asks.' })

export const waitingReviewListSchema = z.object({
  items: z
    .array(waitingReviewSchema)
    .meta({ description: 'The newest first. A page can have few, and another follow.' }),
  nextCursor: z.string().nullable(),
})
export type WaitingReviewListDto = z.infer<typeof waitingReviewListSchema>

export const listWaitingReviewsSchema = z.strictObject({
  limit: wholeNumber(1, LIMITS.waitingReviews).default(LIMITS.waitingReviews).meta({
    description: 'Open requests that are looked at.',
  }),
  cursor: idText().optional(),
})
