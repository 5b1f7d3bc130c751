import type { PreparedVersion } from '@/lib/texts/prepare/prepare-version'
import { EmbeddingIndexChanged } from './check-embedding-indexes'
import { type EmbeddedFor, type EmbeddedVersion, embedVersions } from './embed-versions'
import { type StoreOptions, type StoreOutcome, storeVersions } from './store-versions'

const MAX_TRIES = 3

/** Embeds versions and stores them. */
export function embedAndStore(
  workspaceId: string,
  items: { version: PreparedVersion; baseVersion: number }[],
  options: Omit<StoreOptions, 'embedding'>,
): Promise<StoreOutcome[]> {
  const prepared = items.map(({ version }) => version)
  return storeEmbedded(workspaceId, prepared, (versions, embedding) => {
    const embedded = versions.map((version, i) => ({ version, baseVersion: items[i]?.baseVersion ?? 0 }))
    return storeVersions(workspaceId, embedded, { ...options, embedding })
  })
}

/** Embeds versions and has them stored; once more when another index began to serve in between. */
export async function storeEmbedded<Result>(
  workspaceId: string,
  prepared: PreparedVersion[],
  store: (versions: EmbeddedVersion[], embedding: EmbeddedFor) => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    const { versions, ...embedding } = await embedVersions(workspaceId, prepared)
    try {
      return await store(versions, embedding)
    } catch (error) {
      if (!(error instanceof EmbeddingIndexChanged) || tries === MAX_TRIES) throw error
    }
  }
}
