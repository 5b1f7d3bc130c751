import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { replaceSummary } from './replace-summary'
import { requireSummary } from './to-conversation-summary'

/** Replaces a summary for somebody who waits for it. @throws AppError CONFLICT where another took its place meanwhile */
export async function putSummary(
  tx: Transaction,
  key: Parameters<typeof replaceSummary>[1],
  words: Parameters<typeof replaceSummary>[2],
): ReturnType<typeof requireSummary> {
  const id = await replaceSummary(tx, key, words)
  if (id !== null) return requireSummary(tx, { ...key, id })
  throw new AppError('CONFLICT', 'The summary was changed meanwhile. Load it and try again.', {
    entity: 'summary',
    id: key.id,
  })
}
