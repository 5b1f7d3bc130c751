import type { PreparedVersion } from '@/lib/texts/prepare/prepare-version'
import { BaseChanged } from './base-changed'
import { type EmbeddedFor, type EmbeddedVersion, embedVersions } from './embed-versions'
import { type StoreOptions, type StoreOutcome, storeVersions } from './store-versions'
import { tryToStore } from './try-to-store'

/** Embeds versions and stores them. @throws BaseChanged when what it rests on changed during each of its tries */
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

/** Embeds versions and has them stored. @throws BaseChanged when what it rests on changed during each of its tries */
export async function storeEmbedded<Result extends object>(
  workspaceId: string,
  prepared: PreparedVersion[],
  store: (versions: EmbeddedVersion[], embedding: EmbeddedFor) => Promise<Result>,
): Promise<Result> {
  const stored = await tryToStore(async () => {
    const { versions, ...embedding } = await embedVersions(workspaceId, prepared)
    return store(versions, embedding)
  })
  if (stored === false) throw new BaseChanged()
  return stored
}
