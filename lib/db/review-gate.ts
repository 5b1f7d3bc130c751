import { AppError } from '@/lib/errors'
import type { Transaction } from './transaction'

const REFUSED =
  'This workspace requires review: production changes by approved change requests alone. Propose the change instead; an admin can change that under Settings, Review.'

/**
 * The one gate before production: every transaction that moves it calls this, after `bumpRevision`, whose lock keeps the
 * setting as it is meanwhile.
 * @param refused what is said instead, for what decides about production without moving it
 * @throws AppError FORBIDDEN where review is required and the transaction has not passed it
 */
export async function requireReview(tx: Transaction, workspaceId: string, refused = REFUSED): Promise<void> {
  const [row] = await tx.$queryRaw<{ isClosed: boolean }[]>`
    SELECT w."review" = 'required' AND COALESCE(current_setting('loadout.reviewed', true), '') <> w."workspaceId"
      AS "isClosed"
    FROM "WorkspaceState" w WHERE w."workspaceId" = ${workspaceId}`
  if (row?.isClosed) throw new AppError('FORBIDDEN', refused, { entity: 'review' })
}

/** Lets the rest of this transaction through: for a merge, once its approvals were looked at. */
export async function passReview(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.$queryRaw`SELECT set_config('loadout.reviewed', ${workspaceId}, true)`
}
