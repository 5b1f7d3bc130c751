import { log } from '@/lib/log'
import { openCache } from '@/lib/measured-cache'
import { type ReleaseState, readReleaseState } from '../../releases/release-state'
import type { Reader } from '../../transaction'
import { type IndexedModule, layOver, listModules } from './list-modules'
import { type LiveSegment, missingKeys, type Positions, toLiveSegments, viewSegments } from './live-segments'
import { type DocumentScope, loadChunkDocuments, loadModuleDocuments } from './load-documents'
import { buildSegment, bytesPerDocument, type Segment } from './segment'

export type ReleaseScope = DocumentScope & { releaseId: string }

/** A release as one revision has it, ready to be searched in memory. */
export type ReleaseIndex = {
  state: ReleaseState
  /** Whose documents it shares. */
  base: ReleaseIndex | null
  /** Ordered by id. */
  modules: IndexedModule[]
  /** Position in `modules` by id. */
  positions: Map<string, number>
  moduleDocuments: LiveSegment[]
  /** Null while they are being read, and when there are too many: then the database searches chunks. */
  chunkDocuments: LiveSegment[] | null
}

/** What one process keeps of all releases together; 100,000 chunks with vectors of 256 dimensions take 190 MB. */
const MAX_BYTES = 384 * 1024 * 1024
/** A release whose chunks take more is searched in the database. */
const MAX_CHUNK_BYTES = 256 * 1024 * 1024
/** A release with more modules is searched in the database altogether. */
export const MAX_INDEXED_MODULES = 20_000
/** While more chunks than these are missing, they are read in the background and the database answers. */
const MAX_AWAITED_CHUNKS = 3_000
/** Different terms of a chunk, for the estimate of its size. */
const TERMS_PER_CHUNK = 100
const MODULES_PER_SEGMENT = 200

type Cached = {
  index: ReleaseIndex | null
  /** Without those of a base. */
  moduleSegments: Segment[]
  chunkSegments: Segment[]
  /** Reads chunks in the background. */
  loading: Promise<void> | null
  /** How often chunks have been read in the background, */
  loads: number
  /** and how often when the index was begun: where they differ it does not know all that was read. */
  knownLoads: number
}

/** Its hits and misses are modules: those that needed no reading, and those that did. */
const cache = openCache<Cached>('release index', { maxBytes: MAX_BYTES, sizeOf: bytesOf })
const opening = new Map<string, Promise<ReleaseIndex>>()
/** The latest open of each release. All of them change what is cached of it, so that one follows the other. */
const turns = new Map<string, Promise<unknown>>()

const keyOf = (scope: ReleaseScope) => JSON.stringify([scope.workspaceId, scope.releaseId, scope.embeddingModel])

/** The index of a release when memory has it as of this revision. */
export function findReleaseIndex(scope: ReleaseScope, revision: number): ReleaseIndex | undefined {
  const index = peek(scope, revision)
  if (index) cache.count(index.modules.length, 0)
  return index
}

function peek(scope: ReleaseScope, revision: number): ReleaseIndex | undefined {
  const cached = cache.peek(keyOf(scope))
  if (cached?.index?.state.revision !== revision || cached.knownLoads !== cached.loads) return undefined
  const { base, state } = cached.index
  // the base may have read its chunks meanwhile
  if (base && peek({ ...scope, releaseId: state.baseId ?? '' }, base.state.revision) !== base) return undefined
  return cached.index
}

/**
 * The index of a release, kept in memory under the release's revision: it is never stale, and after a change only the
 * versions that are new are read.
 */
export function readReleaseIndex(reader: Reader, scope: ReleaseScope, state: ReleaseState): Promise<ReleaseIndex> {
  const found = findReleaseIndex(scope, state.revision)
  if (found) return Promise.resolve(found)
  const key = `${state.revision} ${keyOf(scope)}`
  const known = opening.get(key)
  if (known) return known
  const opens = inTurn(keyOf(scope), () => open(reader, scope, state)).finally(() => opening.delete(key))
  opening.set(key, opens)
  return opens
}

function inTurn<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
  const turn = (turns.get(key) ?? Promise.resolve()).then(work, work)
  turns.set(key, turn)
  const end = () => {
    if (turns.get(key) === turn) turns.delete(key)
  }
  turn.then(end, end)
  return turn
}

/** Waits until the chunks of a release that are read in the background are there. */
export async function settleReleaseIndex(scope: ReleaseScope): Promise<void> {
  await cache.peek(keyOf(scope))?.loading
}

/** The modules of a release, and those of them whose documents it does not share with its base. */
type Modules = { modules: IndexedModule[]; own: IndexedModule[] }
type Layout = Modules & { keyPositions: Positions }

async function open(reader: Reader, scope: ReleaseScope, state: ReleaseState): Promise<ReleaseIndex> {
  const cached = cache.peek(keyOf(scope)) ?? EMPTY()
  const { loads } = cached
  const base = state.baseId === null ? null : await openBase(reader, { ...scope, releaseId: state.baseId }, state)
  const held = await layOut(reader, scope, state, cached.index, base)
  const { modules } = held
  const layout = { ...held, keyPositions: new Map(keysOf(modules).map((key, i) => [key, i])) }
  const opening = openModules(reader, scope, layout, cached, base?.moduleDocuments ?? [])
  const bytesPerChunk = bytesPerDocument(TERMS_PER_CHUNK, dimensionsOf(base?.moduleDocuments ?? (await opening)))
  const isTooLarge = state.chunkCount * bytesPerChunk > MAX_CHUNK_BYTES || base?.chunkDocuments === null
  const [moduleDocuments, chunkDocuments] = await Promise.all([
    opening,
    isTooLarge ? null : openChunks(reader, scope, layout, cached, base?.chunkDocuments ?? []),
  ])
  const positions = new Map(modules.map(({ moduleId }, i) => [moduleId, i]))
  const index = { state, base, modules, positions, moduleDocuments, chunkDocuments }
  cached.index = index
  cached.knownLoads = loads
  if (isTooLarge) cached.chunkSegments = []
  cache.set(keyOf(scope), cached)
  return index
}

const EMPTY = (): Cached => ({
  index: null,
  moduleSegments: [],
  chunkSegments: [],
  loading: null,
  loads: 0,
  knownLoads: 0,
})

async function openBase(reader: Reader, scope: ReleaseScope, of: ReleaseState): Promise<ReleaseIndex> {
  const known = findReleaseIndex(scope, of.baseRevision ?? 0)
  if (known) return known
  const state = await readReleaseState(reader, scope)
  if (!state) throw new Error(`release ${scope.releaseId} is gone`)
  return readReleaseIndex(reader, scope, state)
}

async function layOut(
  reader: Reader,
  scope: ReleaseScope,
  state: ReleaseState,
  before: ReleaseIndex | null,
  base: ReleaseIndex | null,
): Promise<Modules> {
  if (base) return layOver(reader, scope, base.modules, before?.modules ?? [])
  const known = before && { revision: before.state.revision, modules: before.modules }
  const modules = await listModules(reader, scope, known, state.moduleCount)
  return { modules, own: modules }
}

async function openModules(
  reader: Reader,
  scope: ReleaseScope,
  { modules, own, keyPositions }: Layout,
  cached: Cached,
  shared: LiveSegment[],
): Promise<LiveSegment[]> {
  const missing = pick(own, missingKeys(cached.moduleSegments, keysOf(own)))
  cache.count(modules.length - missing.length, missing.length)
  const added = missing.length > 0 ? [await buildSegment(await loadModuleDocuments(reader, scope, missing))] : []
  const live = await toLiveSegments([...cached.moduleSegments, ...added], keyPositions)
  cached.moduleSegments = live.map(({ segment }) => segment)
  return [...viewSegments(shared, keyPositions), ...live]
}

async function openChunks(
  reader: Reader,
  scope: ReleaseScope,
  { own, keyPositions }: Layout,
  cached: Cached,
  shared: LiveSegment[],
): Promise<LiveSegment[] | null> {
  if (cached.loading) return null
  const missing = pick(own, missingKeys(cached.chunkSegments, keysOf(own)))
  const count = missing.reduce((sum, { chunkCount }) => sum + chunkCount, 0)
  if (count > MAX_AWAITED_CHUNKS) {
    cached.loading ??= loadInBackground(reader, scope, missing, cached)
    return null
  }
  const added = missing.length > 0 ? [await buildSegment(await loadChunkDocuments(reader, scope, missing))] : []
  const live = await toLiveSegments([...cached.chunkSegments, ...added], keyPositions)
  cached.chunkSegments = live.map(({ segment }) => segment)
  return [...viewSegments(shared, keyPositions), ...live]
}

async function loadInBackground(
  reader: Reader,
  scope: ReleaseScope,
  modules: IndexedModule[],
  cached: Cached,
): Promise<void> {
  try {
    for (let start = 0; start < modules.length; start += MODULES_PER_SEGMENT) {
      const batch = modules.slice(start, start + MODULES_PER_SEGMENT)
      const segment = await buildSegment(await loadChunkDocuments(reader, scope, batch))
      cached.chunkSegments = [...cached.chunkSegments, segment]
    }
  } catch (error) {
    // what could not be read is missing the next time, and read again then
    const { workspaceId, releaseId } = scope
    log('warn', 'chunks were not read into memory', { workspaceId, releaseId }, error)
  } finally {
    cached.loading = null
    cached.loads++
    if (cache.peek(keyOf(scope)) === cached) cache.set(keyOf(scope), cached)
  }
}

function pick(modules: IndexedModule[], keys: string[]): IndexedModule[] {
  const wanted = new Set(keys)
  return modules.filter(({ key }) => wanted.has(key))
}

function keysOf(modules: IndexedModule[]): string[] {
  return modules.map(({ key }) => key)
}

function dimensionsOf(live: LiveSegment[]): number {
  return live.reduce((most, { segment }) => Math.max(most, segment.dimensions), 0)
}

function bytesOf({ index, moduleSegments, chunkSegments }: Cached): number {
  return [...moduleSegments, ...chunkSegments].reduce(
    (sum, { documents, vectors, ordinals }) => sum + documents.length * 8 + vectors.byteLength + ordinals.length * 17,
    1 + (index?.modules.length ?? 0) * 500,
  )
}
