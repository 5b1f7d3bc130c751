import { prisma } from '@/lib/db/client'
import { newId } from '@/lib/new-id'
import type { EmbeddingIndexRow } from './embedding-index'

type IndexKey = Pick<EmbeddingIndexRow, 'workspaceId' | 'id'>

const CLAIM_MS = 20_000
const RENEW_MS = 5_000
const CLOCK_SLACK_MS = 60_000

/**
 * Works on an index while no other process does. A process that was killed loses its claim after a while, so that its
 * work is taken up again.
 * @returns false when another process has it, or it is neither building nor active any more
 */
export async function withClaim({ workspaceId, id }: IndexKey, work: () => Promise<void>): Promise<boolean> {
  const claimedBy = newId('run')
  const ours = { workspaceId, id, claimedBy }
  const untilThen = () => ({ claimedBy, claimedUntil: new Date(Date.now() + CLAIM_MS) })
  const { count } = await prisma.embeddingIndex.updateMany({
    where: {
      workspaceId,
      id,
      status: { in: ['building', 'active'] },
      OR: [
        { claimedUntil: null },
        { claimedUntil: { lt: new Date() } },
        // longer than anybody claims it, on clocks that differ a little: one was set back since
        { claimedUntil: { gt: new Date(Date.now() + CLAIM_MS + CLOCK_SLACK_MS) } },
      ],
    },
    data: untilThen(),
  })
  if (count === 0) return false
  const timer = setInterval(() => {
    prisma.embeddingIndex.updateMany({ where: ours, data: untilThen() }).catch(() => undefined)
  }, RENEW_MS)
  timer.unref()
  try {
    await work()
    return true
  } finally {
    clearInterval(timer)
    await prisma.embeddingIndex.updateMany({ where: ours, data: { claimedBy: null, claimedUntil: null } })
  }
}
