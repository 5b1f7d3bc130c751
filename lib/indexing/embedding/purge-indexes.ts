import { setTimeout as sleep } from 'node:timers/promises'
import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { dropUnused } from './drop-unused'

const ROWS_PER_STATEMENT = 500
const PAUSE_MS = 5

/** Tables of vectors, and the column that names the index. */
const VECTORS = [
  [Prisma.sql`"ChunkEmbedding"`, Prisma.sql`"model"`],
  [Prisma.sql`"ModuleEmbedding"`, Prisma.sql`"model"`],
  [Prisma.sql`"MessageEmbedding"`, Prisma.sql`"indexId"`],
] as const

/** Deletes what no query is served from any more: the vectors of retired indexes in batches, then the indexes. */
export async function purgeIndexes(workspaceId: string, signal?: AbortSignal): Promise<void> {
  const retired = await prisma.embeddingIndex.findMany({
    where: { workspaceId, status: 'retired' },
    select: { id: true },
  })
  // without it, each vector would have to be taken out of it
  if (retired.length > 0) await dropUnused()
  for (const { id } of retired) {
    for (const [table, column] of VECTORS) {
      await deleteInBatches(
        signal,
        () => prisma.$executeRaw`
          DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
            SELECT ctid FROM ${table} WHERE "workspaceId" = ${workspaceId} AND ${column} = ${id}
            LIMIT ${ROWS_PER_STATEMENT}
          ))`,
      )
    }
    await prisma.embeddingIndex.deleteMany({ where: { workspaceId, id, status: 'retired' } })
  }
}

async function deleteInBatches(signal: AbortSignal | undefined, deleteSome: () => Promise<number>): Promise<void> {
  while ((await deleteSome()) === ROWS_PER_STATEMENT) {
    signal?.throwIfAborted()
    await sleep(PAUSE_MS)
  }
}
