import { prisma } from '@/lib/db/client'
import { getReviewSchema, reviewSchema } from '@/lib/schemas/changes/review'
import { verb } from '@/lib/services/verb'
import { readReview } from './rules/read-review'

export const getReview = verb({
  name: 'getReview',
  scope: 'read',
  effect: 'read',
  input: getReviewSchema,
  output: reviewSchema,
  run: async ({ workspaceId }) => ({ review: await readReview(prisma, workspaceId) }),
})
