import type { TermCorpus } from '@/lib/models/fit-in-thread'
import { sampleChunks } from './sample-chunks'

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
