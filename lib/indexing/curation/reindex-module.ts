import { prisma } from '@/lib/db/client'
import { inBatches } from '@/lib/db/in-batches'
import { bumpRevision } from '@/lib/db/releases/bump-revision'
import type { Transaction } from '@/lib/db/transaction'
import { CHUNKS_AT_ONCE } from '@/lib/db/versions/chunks-ahead'
import { findDifference } from '@/lib/db/versions/find-difference'
import { type NoiseKind, TERMS_VERSION } from '@/lib/engine'
import { storeInTurn } from '@/lib/indexing/turns/store-in-turn'
import { embedVersions } from '@/lib/indexing/versions/embed-versions'
import { readOverlays } from '@/lib/indexing/versions/read-overlays'
import { NO_OVERLAY } from '@/lib/texts/prepare/mark-chunks'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import { isMadeBy, readIndexedState, storePiece, storeReindex } from './store-reindex'

type Key = { workspaceId: string; moduleId: string; version: number }

/**
 * Prepares the newest version of a module anew, and stores what becomes another by it. Where its text is cut as before, chunks
 * of a long one come in pieces: each is found by what it was found by until its piece is stored, and cut off between two, the
 * rest differs still. Where it is cut otherwise, all that changes is stored together, so that no passage is missing or twice.
 *
 * @returns false when its curation changed meanwhile, or the rules that it was indexed by
 * @throws EmbeddingIndexChanged
 */
export async function reindexModule(key: Key, keptNoise: NoiseKind[]): Promise<boolean> {
  const { workspaceId, moduleId, version } = key
  const overlay = (await readOverlays(prisma, workspaceId, [moduleId])).get(moduleId) ?? NO_OVERLAY
  const { body, path, ...fields } = await prisma.moduleVersion.findUniqueOrThrow({
    where: { workspaceId_moduleId_version: key },
    select: { name: true, description: true, usageScope: true, tags: true, body: true, path: true },
  })
  const input = { fields, body, path, overlay, keptNoise }
  const work = { workspaceId, urgency: 'job', size: body.length } as const
  const prepared = { body, ...(await workOnText('prepareText', input, work)) }
  const { versions, ...embedding } = await embedVersions(workspaceId, [prepared])
  const { edits, tokenCount, preparedBy, body: _, overlayVersion: _version, ...index } = versions[0]!
  const madeBy = await prisma.moduleIndex.findUnique({
    where: { workspaceId_moduleId_version: key },
    select: { preparedBy: true, termsVersion: true },
  })
  if (!madeBy) return true
  const { isSameCut, chunks, removed } = await findDifference(prisma, key, index.chunks)

  const store = (count: number, work: (tx: Transaction) => Promise<void>) =>
    storeInTurn({ workspaceId, urgency: 'job', chunks: count }, async (tx): Promise<Stored> => {
      await bumpRevision(tx, workspaceId)
      const state = await readIndexedState(tx, workspaceId, moduleId)
      // it was deleted, or published anew by today's rules
      if (state?.latestVersion !== version) return 'needless'
      // somebody else prepared it anew
      if (isMadeBy(state, { preparedBy, termsVersion: TERMS_VERSION })) return 'needless'
      if (state.overlayVersion !== overlay.version || !isMadeBy(state, madeBy)) return 'outdated'
      await work(tx)
      return 'stored'
    })
  const pieces = isSameCut ? [...inBatches(chunks, CHUNKS_AT_ONCE)] : [chunks]
  const last = pieces.pop() ?? []
  for (const piece of pieces) {
    const of = { moduleId, version, chunks: piece, vectors: index.vectors, embedding }
    const stored = await store(piece.length, (tx) => storePiece(tx, workspaceId, of))
    if (stored !== 'stored') return stored === 'needless'
    // as `replaceChunks` leaves it
    madeBy.preparedBy = ''
  }
  const isAll = last.length === index.chunks.length
  const left = isSameCut ? last.map(({ ordinal }) => ordinal) : removed
  const text = { edits, tokenCount, preparedBy }
  const change = { moduleId, version, ...index, chunks: last, removed: isAll ? null : left, text }
  const stored = await store(last.length, (tx) => storeReindex(tx, workspaceId, { change, embedding }, overlay.version))
  return stored !== 'outdated'
}

type Stored = 'stored' | 'needless' | 'outdated'
