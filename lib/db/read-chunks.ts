import type { StoredChunk } from '@/lib/engine/ports'
import type { ChunkCuration } from '@/lib/engine/types'
import { openCache } from '@/lib/measured-cache'
import { parseChunkId, toChunkId } from './chunk-id'
import type { ReleaseIndex } from './release-index/read-release-index'
import type { Reader } from './transaction'

type Scope = { workspaceId: string; releaseId: string }
type ChunkRow = Omit<StoredChunk, 'chunkId' | 'curation'> & { curation: ChunkCuration | null }

const MAX_BYTES = 64 * 1024 * 1024
/** Of a chunk besides its text. */
const CHUNK_BYTES = 700

const cache = openCache<StoredChunk>('chunks', {
  maxBytes: MAX_BYTES,
  sizeOf: ({ text }) => 2 * text.length + CHUNK_BYTES,
})

/** The release's chunks with these ids, in their order. Versions are immutable, so chunks read before stay in memory. */
export async function readChunks(
  reader: Reader,
  scope: Scope,
  index: ReleaseIndex | null,
  chunkIds: string[],
): Promise<StoredChunk[]> {
  const found = new Map<string, StoredChunk>()
  const cacheKeys = new Map<string, string>()
  const missing: ChunkKey[] = []
  for (const chunkId of chunkIds) {
    const chunkKey = parseChunkId(chunkId)
    if (!chunkKey) continue
    const module = index?.modules[index.positions.get(chunkKey.moduleId) ?? -1]
    const cacheKey =
      module?.version === chunkKey.version ? `${scope.workspaceId} ${module.key}#${chunkKey.ordinal}` : undefined
    if (cacheKey !== undefined) cacheKeys.set(chunkId, cacheKey)
    const known = cacheKey === undefined ? undefined : cache.get(cacheKey)
    if (known) found.set(chunkId, known)
    else missing.push(chunkKey)
  }
  for (const chunk of missing.length > 0 ? await readRows(reader, scope, missing) : []) {
    found.set(chunk.chunkId, chunk)
    const cacheKey = cacheKeys.get(chunk.chunkId)
    if (cacheKey !== undefined) cache.set(cacheKey, chunk)
  }
  return chunkIds.flatMap((id) => found.get(id) ?? [])
}

/** For each chunk those that stand at most `reach` before or after it in its version, in order, without it. */
export async function readNeighbours(
  reader: Reader,
  scope: Scope,
  index: ReleaseIndex | null,
  chunkIds: string[],
  reach: number,
): Promise<StoredChunk[][]> {
  const neighbourIds = chunkIds.map((chunkId) => idsAround(chunkId, reach))
  const chunks = await readChunks(reader, scope, index, [...new Set(neighbourIds.flat())])
  const byId = new Map(chunks.map((chunk) => [chunk.chunkId, chunk]))
  return neighbourIds.map((ids) => ids.flatMap((id) => byId.get(id) ?? []))
}

function idsAround(chunkId: string, reach: number): string[] {
  const key = parseChunkId(chunkId)
  if (!key) return []
  const ids: string[] = []
  for (let ordinal = Math.max(0, key.ordinal - reach); ordinal <= key.ordinal + reach; ordinal++) {
    if (ordinal !== key.ordinal) ids.push(toChunkId({ ...key, ordinal }))
  }
  return ids
}

type ChunkKey = NonNullable<ReturnType<typeof parseChunkId>>

async function readRows(reader: Reader, { workspaceId, releaseId }: Scope, keys: ChunkKey[]): Promise<StoredChunk[]> {
  const rows = await reader.$queryRaw<ChunkRow[]>`
    SELECT c."moduleId", c."version", c."ordinal", c."headingPath", c."startOffset", c."endOffset", c."text",
      c."tokenCount", c."curation"
    FROM json_to_recordset(${JSON.stringify(keys)}::json) AS k("moduleId" text, "version" int, "ordinal" int)
    CROSS JOIN LATERAL (
      SELECT c.* FROM "Chunk" c
      WHERE c."workspaceId" = ${workspaceId} AND c."moduleId" = k."moduleId" AND c."version" = k."version"
        AND c."ordinal" = k."ordinal"
      OFFSET 0
    ) c
    WHERE EXISTS (
      SELECT 1 FROM "ReleaseEntry" e
      WHERE e."workspaceId" = ${workspaceId} AND e."releaseId" = ${releaseId} AND e."moduleId" = k."moduleId"
        AND e."version" = k."version"
      OFFSET 0
    )`
  return rows.map(toStoredChunk)
}

function toStoredChunk({ curation, ...row }: ChunkRow): StoredChunk {
  return { ...row, chunkId: toChunkId(row), ...(curation === null ? {} : { curation }) }
}
