import { prisma } from '@/lib/db/client'
import type { TermCounts } from '@/lib/db/index-rows'
import { heldChunks, readChunkCounts } from '@/lib/db/statistics/reweigh'
import type { TermCorpus } from '@/lib/models/embedding/fit-in-thread'

type CountedChunk = Awaited<ReturnType<typeof readChunkCounts>>[number]

/** An even sample of at most about `most` of the release's `chunkCount` chunks, with their term counts, read in small pieces. */
export async function* sampleChunks(
  workspaceId: string,
  { chunkCount, most }: { chunkCount: number; most: number },
  signal?: AbortSignal,
): AsyncGenerator<CountedChunk> {
  const share = Math.min(1, most / Math.max(1, chunkCount))
  let seen = 0
  let batch = await readChunkCounts(prisma, workspaceId, heldChunks(), null)
  while (batch.length > 0) {
    for (const chunk of batch) {
      seen++
      if (Math.floor(seen * share) > Math.floor((seen - 1) * share))
        yield { ...chunk, termCounts: copy(chunk.termCounts) }
    }
    signal?.throwIfAborted()
    batch = await readChunkCounts(prisma, workspaceId, heldChunks(), batch.at(-1) ?? null)
  }
}

/** All of a batch share their memory: one that is kept would keep the others. */
function copy({ ids, frequencies }: TermCounts): TermCounts {
  return { ids: ids.slice(), frequencies: frequencies.slice() }
}

/** Documents that a fit looks at. */
const MAX_DOCUMENTS = 20_000

/** The term counts of the release's chunks. */
export async function readCorpus(workspaceId: string, chunkCount: number, signal?: AbortSignal): Promise<TermCorpus> {
  const rowStarts = [0]
  const ids: number[] = []
  const counts: number[] = []
  for await (const { termCounts } of sampleChunks(workspaceId, { chunkCount, most: MAX_DOCUMENTS }, signal)) {
    for (const id of termCounts.ids) ids.push(id)
    for (const frequency of termCounts.frequencies) counts.push(frequency)
    rowStarts.push(ids.length)
  }
  return { rowStarts: Int32Array.from(rowStarts), ids: Int32Array.from(ids), counts: Float32Array.from(counts) }
}
