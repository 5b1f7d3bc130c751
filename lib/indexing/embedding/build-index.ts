import { setTimeout as sleep } from 'node:timers/promises'
import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { giveWay } from '@/lib/give-way'
import { asClaimed } from './claim-index'
import type { Embedder } from './embedder'
import { type EmbeddingIndexRow, IndexGone } from './embedding-index'
import { readUnembedded } from './read-unembedded'
import { storeVectors } from './store-vectors'

const MODULES_PER_BATCH = 10
/** After each batch the database belongs to others for so long. */
const PAUSE_MS = 5

/** How long something may go on; `endsAt` as performance.now() counts. */
export type Turn = { signal?: AbortSignal; endsAt?: number }

type Progress = { done: number; dimensions: number }

/**
 * Makes the vectors that an index lacks, in batches; what is stored already is left alone, so it can be done again after
 * it was cut off anywhere.
 *
 * @returns false when the turn ended before it was complete
 * @throws IndexGone; AppError UPSTREAM and what the embedder throws
 */
export async function fillIndex(
  index: EmbeddingIndexRow,
  embedder: Embedder,
  { signal, endsAt = Number.POSITIVE_INFINITY }: Turn,
): Promise<boolean> {
  const { id } = index
  let progress: Progress = { done: index.done, dimensions: index.dimensions }
  for (;;) {
    signal?.throwIfAborted()
    const modules = await readUnembedded(index, MODULES_PER_BATCH)
    if (modules.length === 0) return true
    if (performance.now() >= endsAt) return false
    const vectors = await embedder.embedModules(modules, signal)
    const versions = modules.map(({ moduleId, version, overlayVersion, preparedBy }, i) => {
      const { chunks = [], module = [] } = vectors[i] ?? {}
      progress = {
        done: progress.done + chunks.length,
        dimensions: checkDimensions(index, [...chunks, module], progress.dimensions),
      }
      const ordinals = modules[i]?.chunks.map(({ ordinal }) => ordinal) ?? []
      const rows = chunks.map((vector, at) => ({ ordinal: ordinals[at] ?? at, embedding: vector }))
      return { moduleId, version, overlayVersion, preparedBy, vectors: [{ indexId: id, chunks: rows, module }] }
    })
    await storeVectors(index, versions)
    const { count } = await prisma.embeddingIndex.updateMany({ where: asClaimed(index), data: progress })
    if (count === 0) throw new IndexGone()
    await sleep(PAUSE_MS)
    await giveWay()
  }
}

function checkDimensions({ modelName }: EmbeddingIndexRow, vectors: ArrayLike<number>[], known: number): number {
  let dimensions = known
  for (const { length } of vectors) {
    if (dimensions === 0) dimensions = length
    if (length === dimensions && length > 0) continue
    const message = `${modelName} gave a vector of ${length} dimensions instead of ${dimensions}. Another model answers under this name: choose the embedding model again.`
    throw new AppError('UPSTREAM', message)
  }
  return dimensions
}
