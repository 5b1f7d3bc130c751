import { LRUCache } from 'lru-cache'
import type { TermCounts } from './index-rows'
import type { Reader } from './transaction'

/** One module of a release as the coarse stage searches it. */
export type IndexedModule = {
  /** Names the version for good. */
  key: string
  moduleId: string
  version: number
  activation: string
  category: string | null
  tags: string[]
  priority: string
  /** Ascending. */
  termIds: Int32Array
  counts: Float32Array
  length: number
  vector: Float32Array | null
}

export type ModuleIndex = { modules: IndexedModule[]; averageLength: number }

type Scope = { workspaceId: string; releaseId: string; embeddingModel: string }
type Listed = Pick<IndexedModule, 'moduleId' | 'version' | 'activation' | 'category' | 'tags' | 'priority'> & {
  createdAt: Date
}
type Loaded = Pick<IndexedModule, 'termIds' | 'counts' | 'length' | 'vector'>
type Cached = { revision: number; index: ModuleIndex; loaded: Map<string, Loaded> }

/** Modules of all releases that are kept in memory together, about 5 KB each. */
const MAX_MODULES = 20_000
/** A release with more is searched in the database instead. */
export const MAX_INDEXED_MODULES = 5_000
const ROWS_PER_QUERY = 100

const cache = new LRUCache<string, Cached>({
  maxSize: MAX_MODULES,
  sizeCalculation: ({ loaded }) => loaded.size + 1,
})
const loading = new Map<string, Promise<ModuleIndex>>()

/**
 * The module index of a release, kept in memory under the workspace's revision: it is never stale, and after a change
 * only the versions that are new are read.
 */
export function readModuleIndex(
  reader: Reader,
  scope: Scope,
  state: { revision: number; moduleAverageLength: number },
): Promise<ModuleIndex> {
  const key = JSON.stringify([scope.workspaceId, scope.releaseId, scope.embeddingModel])
  const cached = cache.get(key)
  if (cached?.revision === state.revision) return Promise.resolve(cached.index)
  const loadingKey = `${state.revision} ${key}`
  const known = loading.get(loadingKey)
  if (known) return known
  const loads = load(reader, scope, cached?.loaded ?? new Map()).then(({ modules, loaded }) => {
    const index = { modules, averageLength: state.moduleAverageLength }
    cache.set(key, { revision: state.revision, index, loaded })
    return index
  })
  const settled = loads.finally(() => loading.delete(loadingKey))
  loading.set(loadingKey, settled)
  return settled
}

async function load(reader: Reader, scope: Scope, before: Map<string, Loaded>) {
  const listed = await reader.$queryRaw<Listed[]>`
    SELECT e."moduleId", e."version", v."activation", v."category", v."tags", v."priority", v."createdAt"
    FROM "ReleaseEntry" e
    CROSS JOIN LATERAL (
      SELECT v."activation", v."category", v."tags", v."priority", v."createdAt" FROM "ModuleVersion" v
      WHERE v."workspaceId" = e."workspaceId" AND v."moduleId" = e."moduleId" AND v."version" = e."version"
      OFFSET 0
    ) v
    WHERE e."workspaceId" = ${scope.workspaceId} AND e."releaseId" = ${scope.releaseId}
    ORDER BY e."moduleId" COLLATE "C"`
  const missing = listed.filter((module) => !before.has(keyOf(module)))
  const added = new Map<string, Loaded>()
  for (let start = 0; start < missing.length; start += ROWS_PER_QUERY) {
    const batch = missing.slice(start, start + ROWS_PER_QUERY)
    const rows = await readRows(reader, scope, batch)
    for (const module of batch) {
      const row = rows.get(`${module.moduleId}@${module.version}`)
      if (row) added.set(keyOf(module), row)
    }
  }
  const loaded = new Map<string, Loaded>()
  const modules = listed.flatMap(({ createdAt, ...module }) => {
    const key = keyOf({ createdAt, ...module })
    const row = before.get(key) ?? added.get(key)
    if (!row) return []
    loaded.set(key, row)
    return [{ key, ...module, ...row }]
  })
  return { modules, loaded }
}

/** A version is immutable; the time tells it from one of a module that was deleted and made again. */
function keyOf({ moduleId, version, createdAt }: Pick<Listed, 'moduleId' | 'version' | 'createdAt'>): string {
  return `${moduleId}@${version}@${createdAt.getTime()}`
}

type IndexRow = {
  moduleId: string
  version: number
  length: number
  termCounts: TermCounts
  embedding: string | null
}

async function readRows(reader: Reader, scope: Scope, modules: Listed[]): Promise<Map<string, Loaded>> {
  const keys = JSON.stringify(modules.map(({ moduleId, version }) => ({ moduleId, version })))
  const rows = await reader.$queryRaw<IndexRow[]>`
    SELECT k."moduleId", k."version", i."length", i."termCounts", i."embedding"
    FROM json_to_recordset(${keys}::json) AS k("moduleId" text, "version" int)
    CROSS JOIN LATERAL (
      SELECT i."length", i."termCounts",
        CASE WHEN i."model" = ${scope.embeddingModel} THEN i."embedding"::text END AS "embedding"
      FROM "ModuleIndex" i
      WHERE i."workspaceId" = ${scope.workspaceId} AND i."moduleId" = k."moduleId" AND i."version" = k."version"
      OFFSET 0
    ) i`
  return new Map(rows.map((row) => [`${row.moduleId}@${row.version}`, toLoaded(row)]))
}

function toLoaded({ termCounts, length, embedding }: IndexRow): Loaded {
  return {
    termIds: Int32Array.from(termCounts, ([id]) => id),
    counts: Float32Array.from(termCounts, ([, count]) => count),
    length,
    vector: embedding === null ? null : Float32Array.from(JSON.parse(embedding) as number[]),
  }
}
