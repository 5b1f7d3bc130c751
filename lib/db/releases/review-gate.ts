import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { type ReleaseKey, releaseOf } from './release'

const REFUSED =
  'This workspace requires review: production changes by approved change requests alone. Propose the change instead; an admin can change that under Settings, Review.'

/**
 * The one gate before production: every transaction that moves it calls this, after `bumpRevision`, whose lock
 * changing the setting takes as well.
 * @param refused what is said instead, for what decides about production without moving it
 * @throws AppError FORBIDDEN where review is required and the transaction has not passed it
 */
export async function requireReview(tx: Transaction, workspaceId: string, refused = REFUSED): Promise<void> {
  const [row] = await tx.$queryRaw<{ isClosed: boolean }[]>`
    SELECT w."review" = 'required' AND COALESCE(current_setting('loadout.reviewed', true), '') <> ${toPassed(releaseOf(workspaceId))}
      AS "isClosed"
    FROM "WorkspaceSettings" w WHERE w."workspaceId" = ${workspaceId}`
  if (row?.isClosed) throw new AppError('FORBIDDEN', refused, { entity: 'review' })
}

/**
 * The same before any release: production as the workspace's setting says, another one where it is protected. Call it
 * under the same lock, in every transaction that changes its entries or deletes it.
 * @throws AppError FORBIDDEN
 */
export async function requireReviewOf(tx: Transaction, { workspaceId, releaseId }: ReleaseKey): Promise<void> {
  if (releaseId === releaseOf(workspaceId).releaseId) return requireReview(tx, workspaceId)
  const release = await tx.release.findUnique({
    where: { workspaceId_id: { workspaceId, id: releaseId } },
    select: { name: true, isProtected: true },
  })
  if (!release?.isProtected || (await hasPassed(tx, { workspaceId, releaseId }))) return
  const message = `The release “${release.name || releaseId}” is protected: approved change requests alone change its versions, and nobody deletes it. Propose the change instead; an admin can end the protection under Settings, Releases.`
  throw new AppError('FORBIDDEN', message, { entity: 'release', id: releaseId })
}

/** Lets the rest of this transaction through to this one release: for a merge, once its approvals were looked at. */
export async function passReview(tx: Transaction, release: ReleaseKey): Promise<void> {
  await tx.$queryRaw`SELECT set_config('loadout.reviewed', ${toPassed(release)}, true)`
}

async function hasPassed(tx: Transaction, release: ReleaseKey): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ passed: string | null }[]>`
    SELECT current_setting('loadout.reviewed', true) AS "passed"`
  return row?.passed === toPassed(release)
}

const toPassed = ({ workspaceId, releaseId }: ReleaseKey): string => JSON.stringify([workspaceId, releaseId])
