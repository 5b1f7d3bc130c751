import type { PreparedVersion } from '@/lib/texts/prepare/prepare-version'
import { EmbeddingIndexChanged } from './check-embedding-indexes'
import { embedVersions } from './embed-versions'
import { type StoreOptions, type StoreOutcome, storeVersions } from './store-versions'

const MAX_TRIES = 3

/** Embeds versions and stores them; once more when another index began to serve in between. */
export async function embedAndStore(
  workspaceId: string,
  items: { version: PreparedVersion; baseVersion: number }[],
  options: Omit<StoreOptions, 'embedding'>,
): Promise<StoreOutcome[]> {
  for (let tries = 1; ; tries++) {
    const { versions, ...embedding } = await embedVersions(
      workspaceId,
      items.map(({ version }) => version),
    )
    const embedded = versions.map((version, i) => ({ version, baseVersion: items[i]?.baseVersion ?? 0 }))
    try {
      return await storeVersions(workspaceId, embedded, { ...options, embedding })
    } catch (error) {
      if (!(error instanceof EmbeddingIndexChanged) || tries === MAX_TRIES) throw error
    }
  }
}
