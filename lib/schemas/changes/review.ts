import { z } from 'zod'

export const REVIEW_SETTINGS = ['off', 'optional', 'required'] as const
export type ReviewSetting = (typeof REVIEW_SETTINGS)[number]

export const reviewSchema = z
  .object({
    review: z.enum(REVIEW_SETTINGS).meta({
      description:
        '`off`: everybody who may write publishes. `optional`: as before, and change requests show reviews. `required`: production changes by approved change requests alone.',
    }),
  })
  .meta({ id: 'Review' })
export type ReviewDto = z.infer<typeof reviewSchema>

export const getReviewSchema = z.strictObject({})
export const changeReviewSchema = z.strictObject({ review: z.enum(REVIEW_SETTINGS) })
