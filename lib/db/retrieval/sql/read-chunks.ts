import type { StoredChunk } from '@/lib/engine/vocabulary/ports'
import type { ChunkCuration, SourceEdit } from '@/lib/engine/vocabulary/types'
import { parseChunkId, toChunkId } from '../../chunk-id'
import { releaseEntries } from '../../releases/release-entries'
import type { Reader } from '../../transaction'

type Scope = { workspaceId: string; releaseId: string }
type ChunkRow = Omit<StoredChunk, 'chunkId' | 'curation' | 'edits'> & {
  curation: ChunkCuration | null
  edits: SourceEdit[] | null
}
type ChunkKey = NonNullable<ReturnType<typeof parseChunkId>>

/** The release's chunks with these ids, in their order. */
export async function readChunks(reader: Reader, scope: Scope, chunkIds: string[]): Promise<StoredChunk[]> {
  const keys = chunkIds.flatMap((chunkId) => parseChunkId(chunkId) ?? [])
  const rows = keys.length > 0 ? await readRows(reader, scope, keys) : []
  const byId = new Map(rows.map((chunk) => [chunk.chunkId, chunk]))
  return chunkIds.flatMap((id) => byId.get(id) ?? [])
}

async function readRows(reader: Reader, { workspaceId, releaseId }: Scope, keys: ChunkKey[]): Promise<StoredChunk[]> {
  const rows = await reader.$queryRaw<ChunkRow[]>`
    SELECT c."moduleId", c."version", c."ordinal", c."headingPath", c."startOffset", c."endOffset", c."text",
      c."tokenCount", c."curation", c."edits"
    FROM json_to_recordset(${JSON.stringify(keys)}::json) AS k("moduleId" text, "version" int, "ordinal" int)
    CROSS JOIN LATERAL (
      SELECT c.* FROM "Chunk" c
      WHERE c."workspaceId" = ${workspaceId} AND c."moduleId" = k."moduleId" AND c."version" = k."version"
        AND c."ordinal" = k."ordinal"
      OFFSET 0
    ) c
    WHERE EXISTS (
      SELECT 1 FROM ${releaseEntries(workspaceId, releaseId)} e
      WHERE e."moduleId" = k."moduleId" AND e."version" = k."version"
      OFFSET 0
    )`
  return rows.map(toStoredChunk)
}

function toStoredChunk({ curation, edits, ...row }: ChunkRow): StoredChunk {
  const more = { ...(curation === null ? {} : { curation }), ...(edits === null ? {} : { edits }) }
  return { ...row, chunkId: toChunkId(row), ...more }
}
