import { prisma } from '@/lib/db/client'
import { isLeased, LEASE_MS, leaseEnd, RENEW_MS } from '@/lib/db/lease'
import type { Transaction } from '@/lib/db/transaction'
import { log } from '@/lib/log'
import { newId } from '@/lib/new-id'
import { type EmbeddingIndexRow, IndexGone } from './embedding-index'

/** Names an index as it was claimed: in the condition of a write, it keeps out who lost the claim. */
export const asClaimed = ({ workspaceId, id, status, claimedBy }: ClaimedKey) => ({
  ...{ workspaceId, id, status, claimedBy },
})
export type ClaimedKey = Pick<EmbeddingIndexRow, 'workspaceId' | 'id' | 'status' | 'claimedBy'>

/**
 * Works on an index while no other process does. A process that was killed loses its claim after a while, so that its work
 * is taken up again; one that only was away for so long is told by the signal, and nothing that it writes counts any more.
 * @returns false when another process has it, or it is neither building nor active any more
 */
export async function withClaim(
  index: EmbeddingIndexRow,
  work: (index: EmbeddingIndexRow, signal: AbortSignal) => Promise<void>,
  signal?: AbortSignal,
): Promise<boolean> {
  const { workspaceId, id } = index
  const claimedBy = newId('run')
  const count = await prisma.$executeRaw`
    UPDATE "EmbeddingIndex" SET "claimedBy" = ${claimedBy}, "claimedUntil" = ${leaseEnd}
    WHERE "workspaceId" = ${workspaceId} AND "id" = ${id} AND "status" IN ('building', 'active') AND NOT ${isLeased}`
  if (count === 0) return false
  const lost = new AbortController()
  const stopRenewing = keepRenewed({ workspaceId, id, claimedBy }, lost)
  try {
    await work({ ...index, claimedBy }, signal ? AbortSignal.any([signal, lost.signal]) : lost.signal)
    return true
  } catch (error) {
    if (!lost.signal.aborted || signal?.aborted) throw error
    log('warn', 'an embedding index was lost to another process', { workspaceId, index: id }, lost.signal.reason)
    return false
  } finally {
    stopRenewing()
    const data = { claimedBy: null, claimedUntil: null }
    await prisma.embeddingIndex.updateMany({ where: { workspaceId, id, claimedBy }, data })
  }
}

type Claim = { workspaceId: string; id: string; claimedBy: string }

/** Aborts what is done under a claim when another process has it, or may have. */
function keepRenewed({ workspaceId, id, claimedBy }: Claim, lost: AbortController): () => void {
  let endsAt = performance.now() + LEASE_MS
  const renew = async () => {
    const sentAt = performance.now()
    const count = await prisma.$executeRaw`
      UPDATE "EmbeddingIndex" SET "claimedUntil" = ${leaseEnd}
      WHERE "workspaceId" = ${workspaceId} AND "id" = ${id} AND "claimedBy" = ${claimedBy}`
    if (count === 0) lost.abort(new IndexGone())
    endsAt = sentAt + LEASE_MS
  }
  const timer = setInterval(() => {
    renew().catch((error: unknown) => {
      if (performance.now() + RENEW_MS > endsAt) lost.abort(error)
    })
  }, RENEW_MS)
  timer.unref()
  return () => clearInterval(timer)
}

/** Call it in a transaction that writes rows of a claimed index: nobody takes the claim over until it ends. @throws IndexGone */
export async function requireClaim(tx: Transaction, key: ClaimedKey): Promise<void> {
  const { workspaceId, id, status, claimedBy } = key
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "EmbeddingIndex"
    WHERE "workspaceId" = ${workspaceId} AND "id" = ${id} AND "status" = ${status}
      AND "claimedBy" IS NOT DISTINCT FROM ${claimedBy}::text
    FOR SHARE`
  if (rows.length === 0) throw new IndexGone()
}
