import type { ReleaseKey } from '@/lib/db/releases/release'
import type { Reader } from '../../transaction'

/** One module of a release as searches filter it. */
export type IndexedModule = {
  /** Names the version and its entering the release: a module that was deleted and made again has another key. */
  key: string
  moduleId: string
  version: number
  /** Since when it has the summaries that it has. */
  summariesAtRevision: number
  activation: string
  category: string | null
  tags: string[]
  priority: string
  /** One more than the highest ordinal of its chunks: about as many as it has. */
  chunkCount: number
}

type Entry = { moduleId: string; version: number; addedAtRevision: number; summariesAtRevision: number }
type OwnEntry = Omit<Entry, 'version'> & { version: number | null }
type Metadata = Omit<IndexedModule, 'key' | 'summariesAtRevision'>

const MODULES_PER_QUERY = 250

/**
 * The modules of a release without a base, ordered by id.
 *
 * @param known what it held at an earlier revision; only what entered since is read, unless something left
 * @param expected how many modules it holds; null when that is not known
 */
export async function listModules(
  reader: Reader,
  scope: ReleaseKey,
  known: { revision: number; modules: IndexedModule[] } | null,
  expected: number | null,
): Promise<IndexedModule[]> {
  const added = known && expected !== null ? await readEntries(reader, scope, known.revision) : null
  const byId = new Map(known?.modules.map((module) => [module.moduleId, module]))
  if (added) {
    await bringIn(reader, scope, byId, added)
    if (byId.size === expected) return ordered([...byId.values()])
  }
  const entries = await readEntries(reader, scope, -1)
  await bringIn(reader, scope, byId, entries)
  return ordered(entries.flatMap(({ moduleId }) => byId.get(moduleId) ?? []))
}

/**
 * The modules of a release with a base, ordered by id, and those of them that it has entries of its own for.
 *
 * @param base what the base holds
 * @param known what the release held at an earlier revision
 */
export async function layOver(
  reader: Reader,
  scope: ReleaseKey,
  base: IndexedModule[],
  known: IndexedModule[],
): Promise<{ modules: IndexedModule[]; own: IndexedModule[] }> {
  const entries: OwnEntry[] = await readEntries(reader, scope, -1)
  const hidden = new Set(entries.map(({ moduleId }) => moduleId))
  const byId = new Map(known.filter(({ moduleId }) => hidden.has(moduleId)).map((module) => [module.moduleId, module]))
  const set = entries.filter((entry): entry is Entry => entry.version !== null)
  await bringIn(reader, scope, byId, set)
  const own = set.flatMap(({ moduleId }) => byId.get(moduleId) ?? [])
  return { modules: ordered([...base.filter(({ moduleId }) => !hidden.has(moduleId)), ...own]), own }
}

/** Has the modules of these entries in `byId` as the entries say; reads those that entered. */
async function bringIn(
  reader: Reader,
  scope: ReleaseKey,
  byId: Map<string, IndexedModule>,
  entries: Entry[],
): Promise<void> {
  const entered: Entry[] = []
  for (const entry of entries) {
    const known = byId.get(entry.moduleId)
    if (known?.key !== keyOf(entry)) entered.push(entry)
    else if (known.summariesAtRevision !== entry.summariesAtRevision) {
      byId.set(entry.moduleId, { ...known, summariesAtRevision: entry.summariesAtRevision })
    }
  }
  for (const module of await readModules(reader, scope, entered)) byId.set(module.moduleId, module)
}

function ordered(modules: IndexedModule[]): IndexedModule[] {
  return modules.sort((a, b) => (a.moduleId < b.moduleId ? -1 : 1))
}

function keyOf({ moduleId, version, addedAtRevision }: Entry): string {
  return `${moduleId}@${version}@${addedAtRevision}`
}

function readEntries(reader: Reader, { workspaceId, releaseId }: ReleaseKey, after: number): Promise<Entry[]> {
  return reader.$queryRaw<Entry[]>`
    SELECT "moduleId", "version", "addedAtRevision", "summariesAtRevision" FROM "ReleaseEntry"
    WHERE "workspaceId" = ${workspaceId} AND "releaseId" = ${releaseId}
      AND GREATEST("addedAtRevision", "summariesAtRevision") > ${after}`
}

async function readModules(reader: Reader, { workspaceId }: ReleaseKey, entries: Entry[]): Promise<IndexedModule[]> {
  const modules: IndexedModule[] = []
  for (let start = 0; start < entries.length; start += MODULES_PER_QUERY) {
    const batch = entries.slice(start, start + MODULES_PER_QUERY)
    const entryById = new Map(batch.map((entry) => [entry.moduleId, entry]))
    const rows = await reader.$queryRaw<Metadata[]>`
      SELECT k."moduleId", k."version", v."activation", v."category", v."tags", v."priority", COALESCE(c."last" + 1, 0) AS "chunkCount"
      FROM unnest(${batch.map((entry) => entry.moduleId)}::text[], ${batch.map((entry) => entry.version)}::int[])
        AS k("moduleId", "version")
      CROSS JOIN LATERAL (
        SELECT v."activation", v."category", v."tags", v."priority" FROM "ModuleVersion" v
        WHERE v."workspaceId" = ${workspaceId} AND v."moduleId" = k."moduleId" AND v."version" = k."version"
        OFFSET 0
      ) v
      CROSS JOIN LATERAL (
        SELECT max(c."ordinal") AS "last" FROM "Chunk" c
        WHERE c."workspaceId" = ${workspaceId} AND c."moduleId" = k."moduleId" AND c."version" = k."version"
        OFFSET 0
      ) c`
    for (const row of rows) {
      const entry = entryById.get(row.moduleId)
      if (entry) modules.push({ key: keyOf(entry), summariesAtRevision: entry.summariesAtRevision, ...row })
    }
  }
  return modules
}
