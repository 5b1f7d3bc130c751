import { setTimeout as sleep } from 'node:timers/promises'
import { prisma } from '@/lib/db/client'
import { dropUnused } from './drop-unused'

const ROWS_PER_STATEMENT = 500
const PAUSE_MS = 5

/** Deletes what no query is served from any more: the vectors of retired indexes in batches, then the indexes. */
export async function purgeIndexes(workspaceId: string, signal?: AbortSignal): Promise<void> {
  const retired = await prisma.embeddingIndex.findMany({
    where: { workspaceId, status: 'retired' },
    select: { id: true },
  })
  // without it, each vector would have to be taken out of it
  if (retired.length > 0) await dropUnused()
  for (const { id } of retired) {
    await deleteInBatches(
      signal,
      () => prisma.$executeRaw`
        DELETE FROM "ChunkEmbedding" WHERE ctid = ANY(ARRAY(
          SELECT ctid FROM "ChunkEmbedding" WHERE "workspaceId" = ${workspaceId} AND "model" = ${id}
          LIMIT ${ROWS_PER_STATEMENT}
        ))`,
    )
    await deleteInBatches(
      signal,
      () => prisma.$executeRaw`
        DELETE FROM "ModuleEmbedding" WHERE ctid = ANY(ARRAY(
          SELECT ctid FROM "ModuleEmbedding" WHERE "workspaceId" = ${workspaceId} AND "model" = ${id}
          LIMIT ${ROWS_PER_STATEMENT}
        ))`,
    )
    await deleteInBatches(
      signal,
      () => prisma.$executeRaw`
        DELETE FROM "MessageEmbedding" WHERE ctid = ANY(ARRAY(
          SELECT ctid FROM "MessageEmbedding" WHERE "workspaceId" = ${workspaceId} AND "indexId" = ${id}
          LIMIT ${ROWS_PER_STATEMENT}
        ))`,
    )
    await prisma.embeddingIndex.deleteMany({ where: { workspaceId, id, status: 'retired' } })
  }
}

async function deleteInBatches(signal: AbortSignal | undefined, deleteSome: () => Promise<number>): Promise<void> {
  while ((await deleteSome()) === ROWS_PER_STATEMENT) {
    signal?.throwIfAborted()
    await sleep(PAUSE_MS)
  }
}
