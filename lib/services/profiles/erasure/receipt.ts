import type { Receipt } from '@/lib/schemas/profile'

type Store = Receipt['stores'][number]

/** What was removed, and whether a search after it found nothing more. */
export function toReceipt(target: string, stores: Store[], kept: string[] = []): Receipt {
  return {
    target,
    deletedAt: new Date().toISOString(),
    stores,
    kept,
    isProven: stores.every(({ left }) => left === 0),
  }
}
