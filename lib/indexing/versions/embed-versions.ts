import { prisma } from '@/lib/db/client'
import type { VersionRow, VersionVectors } from '@/lib/db/index-rows'
import { describeEmbeddingError } from '@/lib/indexing/embedding/describe-embedding-error'
import { isOpenChunk } from '@/lib/indexing/embedding/embedder'
import { type EmbeddingIndexRow, readLiveIndexes } from '@/lib/indexing/embedding/embedding-index'
import { openEmbedder } from '@/lib/indexing/embedding/open-embedder'
import type { PreparedVersion } from '@/lib/texts/prepare/prepare-version'

/** A version that only lacks its number, message and author. */
export type EmbeddedVersion = Omit<VersionRow, 'version' | 'message' | 'author'>

/** What the vectors of some versions were made for. */
export type EmbeddedFor = {
  /** The index that served at that time. */
  activeId: string
  /** Why there are no vectors for it: the versions are found by words alone until they are made. */
  failure: string | null
  /** Indexes in which a chunk's vector is of its own text alone, so that it stays when others of its version change. */
  apartIds: string[]
}

type Embeddable = Pick<PreparedVersion, 'body' | 'chunks' | 'index'>
type Embedded<Prepared> = Omit<Prepared, 'chunks' | 'index'> & Pick<EmbeddedVersion, 'chunks' | 'index' | 'vectors'>

const MAX_EMBEDDING_MS = 60_000

/**
 * Vectors of the versions' chunks and modules, for the index that serves and for the one that is being built. A model
 * that does not answer keeps nothing from being published.
 */
export async function embedVersions<Prepared extends Embeddable>(
  workspaceId: string,
  versions: Prepared[],
): Promise<EmbeddedFor & { versions: Embedded<Prepared>[] }> {
  const { active, building } = await readLiveIndexes(prisma, workspaceId)
  const signal = AbortSignal.timeout(MAX_EMBEDDING_MS)
  const [served, built] = await Promise.all([
    embedFor(active, versions, signal),
    // the build of that index fills in what is missing
    building ? embedFor(building, versions, signal) : null,
  ])
  return {
    versions: versions.map(({ chunks, index, ...version }, i) => ({
      ...version,
      chunks,
      index: { length: index.length, termCounts: index.termCounts },
      vectors: [served.vectors[i], built?.vectors[i]].flatMap((vectors) => vectors ?? []),
    })),
    activeId: active.id,
    failure: served.failure,
    apartIds: [active, ...(building ? [building] : [])]
      .filter(({ parentShare }) => parentShare === 0)
      .map(({ id }) => id),
  }
}

async function embedFor(
  index: EmbeddingIndexRow,
  versions: Embeddable[],
  signal: AbortSignal,
): Promise<{ vectors: VersionVectors[]; failure: string | null }> {
  const modules = versions.map(({ chunks, ...version }) => ({ ...version, chunks: chunks.filter(isOpenChunk) }))
  try {
    const embedded = await (await openEmbedder(index)).embedModules(modules, signal)
    const vectors = embedded.map(({ chunks, module }, i) => ({
      indexId: index.id,
      chunks: chunks.map((vector, at) => ({
        ordinal: modules[i]?.chunks[at]?.ordinal ?? 0,
        embedding: vector,
      })),
      module: module,
    }))
    return { vectors, failure: null }
  } catch (error) {
    return { vectors: [], failure: describeEmbeddingError(error, index) }
  }
}
