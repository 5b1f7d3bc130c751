import { oneOf } from '@/lib/db/one-of'
import type { Transaction } from '@/lib/db/transaction'
import { REVIEW_SETTINGS, type ReviewSetting } from '@/lib/schemas/changes/review'

/** Whether production moves by approved change requests alone. */
export async function readReview(
  reader: Pick<Transaction, 'workspaceSettings'>,
  workspaceId: string,
): Promise<ReviewSetting> {
  const { review } = await reader.workspaceSettings.findUniqueOrThrow({
    where: { workspaceId },
    select: { review: true },
  })
  return oneOf(REVIEW_SETTINGS, review)
}
