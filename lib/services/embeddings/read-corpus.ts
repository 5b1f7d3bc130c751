import { prisma } from '@/lib/db/client'
import { readChunkCounts } from '@/lib/db/reweigh'
import type { TermCorpus } from '@/lib/models/fit-in-thread'

/** Documents that a fit looks at; of more, an even sample. */
const MAX_DOCUMENTS = 20_000

/** The term counts of the release's chunks, read in small pieces. */
export async function readCorpus(workspaceId: string, chunkCount: number, signal?: AbortSignal): Promise<TermCorpus> {
  const share = Math.min(1, MAX_DOCUMENTS / Math.max(1, chunkCount))
  const rowStarts = [0]
  const ids: number[] = []
  const counts: number[] = []
  let seen = 0
  let batch = await readChunkCounts(prisma, workspaceId, null)
  while (batch.length > 0) {
    for (const { termCounts } of batch) {
      seen++
      if (Math.floor(seen * share) === Math.floor((seen - 1) * share)) continue
      for (const [id, count] of termCounts) {
        ids.push(id)
        counts.push(count)
      }
      rowStarts.push(ids.length)
    }
    signal?.throwIfAborted()
    batch = await readChunkCounts(prisma, workspaceId, batch.at(-1) ?? null)
  }
  return { rowStarts: Int32Array.from(rowStarts), ids: Int32Array.from(ids), counts: Float32Array.from(counts) }
}
