import { bumpForReleases } from '@/lib/db/bump-revision'
import { prisma } from '@/lib/db/client'
import type { VectorPart } from '@/lib/db/index-rows'
import { renewInReleases } from '@/lib/db/releases/set-release-entries'
import type { Transaction } from '@/lib/db/transaction'
import { insertVectors } from '@/lib/db/versions/insert-vectors'
import type { EmbeddingIndexRow } from './embedding-index'

/** As it was read: what is prepared anew has other chunks. */
type Version = {
  moduleId: string
  version: number
  overlayVersion: number
  preparedBy: string
  vectors: VectorPart[]
}
type Index = Pick<EmbeddingIndexRow, 'workspaceId' | 'status'>

/** Of chunks, in one transaction: the embedded database serves nobody else meanwhile. */
export const VECTORS_AT_ONCE = 1_000

/**
 * Stores vectors of versions that were read before: of those that are still as they were. What queries are served from
 * changes at once, under a new revision; the vectors of an index that is being built nobody sees, so they come piece by
 * piece: cut off between two, a version has no vector of its own and is done again.
 */
export async function storeVectors(index: Index, versions: Version[]): Promise<void> {
  if (index.status === 'active') return storeTogether(index, versions)
  for (const piece of inPieces(versions)) await storeTogether(index, piece)
}

async function storeTogether({ workspaceId, status }: Index, versions: Version[]): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await (status === 'active' ? bumpForReleases : lock)(tx, workspaceId)
    const current = await tx.moduleIndex.findMany({
      where: { workspaceId, OR: versions.map(({ vectors: _, ...asRead }) => asRead) },
      select: { moduleId: true, version: true },
    })
    const isCurrent = new Set(current.map(({ moduleId, version }) => `${moduleId}@${version}`))
    const unchanged = versions.filter(({ moduleId, version }) => isCurrent.has(`${moduleId}@${version}`))
    await insertVectors(tx, workspaceId, unchanged)
    if (status !== 'active') return
    // memory holds the modules as they were without
    await renewInReleases(tx, workspaceId, unchanged)
  })
}

function* inPieces(versions: Version[]): Generator<Version[]> {
  let piece: Version[] = []
  let size = 0
  for (const version of versions) {
    for (const vectors of splitVectors(version.vectors)) {
      if (size > 0 && size + vectors.chunks.length > VECTORS_AT_ONCE) {
        yield piece
        piece = []
        size = 0
      }
      piece.push({ ...version, vectors: [vectors] })
      size += vectors.chunks.length
    }
  }
  if (piece.length > 0) yield piece
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

/** What `bumpForReleases` locks: nobody publishes, curates or deletes meanwhile. */
async function lock(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "WorkspaceState" WHERE "workspaceId" = ${workspaceId} FOR UPDATE`
}
