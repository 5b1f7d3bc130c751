import type { Prisma } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'

export const INDEX_SELECT = {
  workspaceId: true,
  id: true,
  kind: true,
  providerId: true,
  modelName: true,
  dimensions: true,
  status: true,
  isAutomatic: true,
  isLate: true,
  parentShare: true,
  queryPrefix: true,
  textPrefix: true,
  embedsMessages: true,
  done: true,
  total: true,
  fittedChunks: true,
  fittedRevision: true,
  calibration: true,
  error: true,
  claimedBy: true,
  createdAt: true,
  activatedAt: true,
} satisfies Prisma.EmbeddingIndexSelect

/** The index was cancelled or replaced, or is another process's, while it was worked on. */
export class IndexGone extends Error {}

export type EmbeddingIndexRow = Prisma.EmbeddingIndexGetPayload<{ select: typeof INDEX_SELECT }>

/** The index that serves every query, and the one that is being built to replace it. */
export type LiveIndexes = { active: EmbeddingIndexRow; building: EmbeddingIndexRow | null }

export async function readLiveIndexes(
  reader: Pick<Transaction, 'embeddingIndex'>,
  workspaceId: string,
): Promise<LiveIndexes> {
  const rows = await reader.embeddingIndex.findMany({
    where: { workspaceId, status: { in: ['active', 'building'] } },
    select: INDEX_SELECT,
  })
  const active = rows.find(({ status }) => status === 'active')
  if (!active) throw new Error(`workspace ${workspaceId} has no active embedding index`)
  return { active, building: rows.find(({ status }) => status === 'building') ?? null }
}
