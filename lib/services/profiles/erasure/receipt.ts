import type { Receipt } from '@/lib/schemas/profiles/profile'

type Store = Receipt['stores'][number]

/** What was removed from each store, and whether a search afterwards found nothing left. */
export function toReceipt(target: string, stores: Store[], kept: string[] = []): Receipt {
  return {
    target,
    deletedAt: new Date().toISOString(),
    stores,
    kept,
    isProven: stores.every(({ left }) => left === 0),
  }
}
