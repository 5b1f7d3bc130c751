import { prisma } from '@/lib/db/client'
import { readChunkCounts } from '@/lib/db/reweigh'

type CountedChunk = Awaited<ReturnType<typeof readChunkCounts>>[number]

/** An even sample of at most about `most` of the release's `chunkCount` chunks, with their term counts, read in small pieces. */
export async function* sampleChunks(
  workspaceId: string,
  { chunkCount, most }: { chunkCount: number; most: number },
  signal?: AbortSignal,
): AsyncGenerator<CountedChunk> {
  const share = Math.min(1, most / Math.max(1, chunkCount))
  let seen = 0
  let batch = await readChunkCounts(prisma, workspaceId, null)
  while (batch.length > 0) {
    for (const chunk of batch) {
      seen++
      if (Math.floor(seen * share) > Math.floor((seen - 1) * share)) yield chunk
    }
    signal?.throwIfAborted()
    batch = await readChunkCounts(prisma, workspaceId, batch.at(-1) ?? null)
  }
}
