import type { StoredChunk, StoredSummary } from '@/lib/engine/vocabulary/ports'
import type { ModuleSnapshot } from '@/lib/engine/vocabulary/types'
import { openCache } from '@/lib/measured-cache'
import { parseChunkId } from '../../chunk-id'
import type { Reader } from '../../transaction'
import type { IndexedModule } from './list-modules'
import type { ReleaseIndex } from './read-release-index'
import { findChunk, listSummaries, readStoredModules, type StoredModule } from './stored-modules'

type Scope = { workspaceId: string; releaseId: string }

const MAX_BYTES = 128 * 1024 * 1024
/** Of a module besides texts. */
const MODULE_BYTES = 1_500
/** From here on reading ahead would only drive out what was asked for. */
const FULL_SHARE = 0.75
const NOT_LATIN = /[^\0-\xff]/

const cache = openCache<StoredModule>('modules', {
  maxBytes: MAX_BYTES,
  sizeOf: ({ snapshot: { body }, chunks, summaries }) =>
    MODULE_BYTES +
    bytesOf(body) +
    bytesOf(chunks.text) +
    chunks.ends.byteLength +
    (summaries === null ? 0 : bytesOf(summaries)),
})

function bytesOf(text: string): number {
  return (NOT_LATIN.test(text) ? 2 : 1) * text.length
}

const ORDER: Record<string, number> = { high: 0, medium: 1, low: 2 }

/** The release's version of these modules, in their order. */
export async function readModules(
  reader: Reader,
  scope: Scope,
  index: ReleaseIndex,
  moduleIds: string[],
): Promise<ModuleSnapshot[]> {
  const found = await readStored(reader, scope, index, moduleIds)
  return moduleIds.flatMap((id) => found.get(id)?.snapshot ?? [])
}

/** The release's chunks with these ids, in their order. */
export async function readModuleChunks(
  reader: Reader,
  scope: Scope,
  index: ReleaseIndex,
  chunkIds: string[],
): Promise<StoredChunk[]> {
  const keys = chunkIds.flatMap((chunkId) => parseChunkId(chunkId) ?? [])
  const found = await readStored(reader, scope, index, [...new Set(keys.map(({ moduleId }) => moduleId))])
  return keys.flatMap(({ moduleId, version, ordinal }) => {
    const module = found.get(moduleId)
    return module?.snapshot.version === version ? (findChunk(module, ordinal) ?? []) : []
  })
}

/** The summaries of the release's version of these modules; by module, then in order, the whole first. */
export async function readModuleSummaries(
  reader: Reader,
  scope: Scope,
  index: ReleaseIndex,
  moduleIds: string[],
): Promise<StoredSummary[]> {
  const found = await readStored(reader, scope, index, moduleIds)
  return moduleIds.toSorted().flatMap((id) => {
    const module = found.get(id)
    return module ? listSummaries(module) : []
  })
}

/** Reads modules into memory, unless it is nearly full. @returns whether there was room */
export async function keepModules(
  reader: Reader,
  scope: Scope,
  index: ReleaseIndex,
  moduleIds: string[],
): Promise<boolean> {
  const { sizeBytes, maxBytes } = cache.statistics()
  if (sizeBytes > maxBytes * FULL_SHARE) return false
  await readStored(reader, scope, index, moduleIds, (key) => cache.peek(key))
  return true
}

/** Versions are immutable: those read before stay in memory, under a key that tells when their summaries came. */
async function readStored(
  reader: Reader,
  { workspaceId, releaseId }: Scope,
  index: ReleaseIndex,
  moduleIds: string[],
  find = (key: string) => cache.get(key),
): Promise<Map<string, StoredModule>> {
  const keyOf = ({ key, summariesAtRevision }: IndexedModule) => `${workspaceId} ${key} ${summariesAtRevision}`
  const found = new Map<string, StoredModule>()
  const missing: string[] = []
  for (const id of moduleIds) {
    const indexed = index.modules[index.positions.get(id) ?? -1]
    const known = indexed && find(keyOf(indexed))
    if (known) found.set(id, known)
    else if (indexed) missing.push(id)
  }
  if (missing.length === 0) return found
  for (const module of await readStoredModules(reader, { workspaceId, releaseId }, missing)) {
    const { moduleId, version } = module.snapshot
    found.set(moduleId, module)
    // a publish in between may have moved the release past the index
    const indexed = index.modules[index.positions.get(moduleId) ?? -1]
    if (indexed?.version === version) cache.set(keyOf(indexed), module)
  }
  return found
}

/** Ids of the modules with activation `always` or `rule`, by priority, then id. */
export function standingIds(index: ReleaseIndex): string[] {
  const rank = ({ priority }: IndexedModule) => ORDER[priority] ?? 2
  return index.modules
    .filter(({ activation }) => activation === 'always' || activation === 'rule')
    .sort((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? -1 : 1))
    .map(({ moduleId }) => moduleId)
}
