import type { VectorPart } from '@/lib/db/index-rows'
import { bumpForReleases, lockRevision } from '@/lib/db/releases/bump-revision'
import { renewInReleases } from '@/lib/db/releases/set-release-entries'
import { insertVectors } from '@/lib/db/versions/insert-vectors'
import { nearVersions } from '@/lib/db/versions/near-versions'
import { versionKey } from '@/lib/engine'
import { storeInTurn } from '@/lib/indexing/turns/store-in-turn'
import { type ClaimedKey, requireClaim } from './claim-index'

/** As it was read: what is prepared anew has other chunks. */
type Version = {
  moduleId: string
  version: number
  overlayVersion: number
  preparedBy: string
  vectors: VectorPart[]
}

/** Of chunks, in one transaction, if it can be: the embedded database serves nobody else meanwhile. */
export const VECTORS_AT_ONCE = 1_000

/**
 * Stores vectors of versions that were read before: of those that are still as they were. What queries are served from
 * changes by whole versions, under a new revision; the vectors of an index that is being built nobody sees, so they come
 * piece by piece: cut off between two, a version has no vector of its own and is done again.
 * @throws IndexGone
 */
export async function storeVectors(index: ClaimedKey, versions: Version[]): Promise<void> {
  const parts = index.status === 'active' ? versions : versions.flatMap((version) => [...splitVersion(version)])
  for (const piece of inPieces(parts)) await storeTogether(index, piece)
}

async function storeTogether(index: ClaimedKey, versions: Version[]): Promise<void> {
  const { workspaceId, status } = index
  const chunks = versions.reduce((sum, version) => sum + countChunks(version), 0)
  await storeInTurn({ workspaceId, urgency: 'job', chunks }, async (tx) => {
    // nobody publishes, curates or deletes meanwhile
    await (status === 'active' ? bumpForReleases : lockRevision)(tx, workspaceId)
    await requireClaim(tx, index)
    const current = await tx.moduleIndex.findMany({
      where: { workspaceId, ...nearVersions(versions) },
      select: { moduleId: true, version: true, overlayVersion: true, preparedBy: true },
    })
    const indexed = new Map(current.map((row) => [versionKey(row), row]))
    const unchanged = versions.filter((version) => {
      const { overlayVersion, preparedBy } = indexed.get(versionKey(version)) ?? {}
      return overlayVersion === version.overlayVersion && preparedBy === version.preparedBy
    })
    await insertVectors(tx, workspaceId, unchanged)
    if (status !== 'active') return
    // memory holds the modules as they were without
    await renewInReleases(tx, workspaceId, unchanged)
  })
}

const countChunks = ({ vectors }: Version) => vectors.reduce((sum, { chunks }) => sum + chunks.length, 0)

function* inPieces(parts: Version[]): Generator<Version[]> {
  let piece: Version[] = []
  let size = 0
  for (const part of parts) {
    const chunks = countChunks(part)
    if (piece.length > 0 && size + chunks > VECTORS_AT_ONCE) {
      yield piece
      piece = []
      size = 0
    }
    piece.push(part)
    size += chunks
  }
  if (piece.length > 0) yield piece
}

function* splitVersion(version: Version): Generator<Version> {
  for (const part of splitVectors(version.vectors)) yield { ...version, vectors: [part] }
}

/** The module's own vector goes with the last part. */
function* splitVectors(vectors: VectorPart[]): Generator<VectorPart> {
  for (const { indexId, chunks, module } of vectors) {
    let at = 0
    for (; at + VECTORS_AT_ONCE < chunks.length; at += VECTORS_AT_ONCE) {
      yield { indexId, chunks: chunks.slice(at, at + VECTORS_AT_ONCE) }
    }
    yield { indexId, chunks: chunks.slice(at), ...(module ? { module } : {}) }
  }
}
