import type { ModuleSnapshot } from '@/lib/engine/types'
import { openCache } from '@/lib/measured-cache'
import { isOneOf, readSnapshots } from './module-snapshots'
import type { IndexedModule } from './release-index/list-modules'
import type { ReleaseIndex } from './release-index/read-release-index'
import type { Reader } from './transaction'

const MAX_BYTES = 64 * 1024 * 1024
/** Of a module besides its body. */
const MODULE_BYTES = 1_500

const cache = openCache<ModuleSnapshot>('modules', {
  maxBytes: MAX_BYTES,
  sizeOf: ({ body }) => 2 * body.length + MODULE_BYTES,
})

const ORDER: Record<string, number> = { high: 0, medium: 1, low: 2 }

/** The release's version of these modules, in their order. Versions are immutable, so those read before stay in memory. */
export async function readModules(
  reader: Reader,
  scope: { workspaceId: string; releaseId: string },
  index: ReleaseIndex,
  moduleIds: string[],
): Promise<ModuleSnapshot[]> {
  const { workspaceId, releaseId } = scope
  const indexedOf = (id: string) => index.modules[index.positions.get(id) ?? -1]
  const found = new Map<string, ModuleSnapshot>()
  const missing: string[] = []
  for (const id of moduleIds) {
    const indexed = indexedOf(id)
    const known = indexed && cache.get(`${workspaceId} ${indexed.key}`)
    if (known) found.set(id, known)
    else if (indexed) missing.push(id)
  }
  if (missing.length > 0) {
    for (const module of await readSnapshots(reader, workspaceId, releaseId, isOneOf(missing))) {
      found.set(module.moduleId, module)
      // a publish in between may have moved the release past the index
      const indexed = indexedOf(module.moduleId)
      if (indexed?.version === module.version) cache.set(`${workspaceId} ${indexed.key}`, module)
    }
  }
  return moduleIds.flatMap((id) => found.get(id) ?? [])
}

/** Ids of the modules with activation `always` or `rule`, by priority, then id. */
export function standingIds(index: ReleaseIndex): string[] {
  const rank = ({ priority }: IndexedModule) => ORDER[priority] ?? 2
  return index.modules
    .filter(({ activation }) => activation === 'always' || activation === 'rule')
    .sort((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? -1 : 1))
    .map(({ moduleId }) => moduleId)
}
