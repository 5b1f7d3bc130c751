import { LRUCache } from 'lru-cache'
import type { ModuleSnapshot } from '@/lib/engine/types'
import type { IndexedModule, ModuleIndex } from './module-index'
import { isOneOf, readSnapshots } from './module-snapshots'
import type { Reader } from './transaction'

/** UTF-16 units of module text that are kept in memory. */
const MAX_TEXT = 32_000_000

const cache = new LRUCache<string, ModuleSnapshot>({
  maxSize: MAX_TEXT,
  sizeCalculation: ({ body }) => body.length + 1_000,
})

const ORDER: Record<string, number> = { high: 0, medium: 1, low: 2 }

/** The release's version of these modules, in their order. Versions are immutable, so those read before stay in memory. */
export async function readModules(
  reader: Reader,
  scope: { workspaceId: string; releaseId: string },
  index: ModuleIndex,
  moduleIds: string[],
): Promise<ModuleSnapshot[]> {
  const { workspaceId, releaseId } = scope
  const keyById = new Map(index.modules.map(({ moduleId, key }) => [moduleId, `${workspaceId} ${key}`]))
  const found = new Map<string, ModuleSnapshot>()
  const missing: string[] = []
  for (const id of moduleIds) {
    const key = keyById.get(id)
    const known = key === undefined ? undefined : cache.get(key)
    if (known) found.set(id, known)
    else if (key !== undefined) missing.push(id)
  }
  if (missing.length > 0) {
    for (const module of await readSnapshots(reader, workspaceId, releaseId, isOneOf(missing))) {
      found.set(module.moduleId, module)
      // a publish in between may have moved the release past the index
      const indexed = index.modules.find(({ moduleId }) => moduleId === module.moduleId)
      if (indexed?.version === module.version) cache.set(`${workspaceId} ${indexed.key}`, module)
    }
  }
  return moduleIds.flatMap((id) => found.get(id) ?? [])
}

/** Ids of the modules with activation `always` or `rule`, by priority, then id. */
export function standingIds(index: ModuleIndex): string[] {
  const rank = ({ priority }: IndexedModule) => ORDER[priority] ?? 2
  return index.modules
    .filter(({ activation }) => activation === 'always' || activation === 'rule')
    .sort((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? -1 : 1))
    .map(({ moduleId }) => moduleId)
}
