import { requireReview } from '@/lib/db/review-gate'
import type { Transaction } from '@/lib/db/transaction'

const REFUSED =
  'This query set is required to merge, and this workspace requires review: the set changes by approved change requests alone. Propose the change instead; an admin can change that under Settings, Review.'

/**
 * A required set holds merges: where these need a review, so does what loosens it. Call it in the transaction that changes
 * the set.
 * @throws AppError FORBIDDEN
 */
export async function requireReviewOfSet(tx: Transaction, workspaceId: string, id: string): Promise<void> {
  const required = await tx.querySet.count({ where: { workspaceId, id, isRequired: true, deletedAt: null } })
  if (required > 0) await requireReview(tx, workspaceId, REFUSED)
}
