import { chunkText, versionKey } from '@/lib/engine'
import type { StoredChunk } from '@/lib/engine/vocabulary/ports'
import type { ChunkCuration, SourceEdit } from '@/lib/engine/vocabulary/types'
import { parseChunkId, toChunkId } from '../chunk-id'
import { Prisma } from '../generated/client'
import type { Reader } from '../transaction'

type VersionKey = { moduleId: string; version: number }

/** A chunk without its text, which is a part of the body but for its edits. */
export type ChunkColumns = [number, string[], number, number, number, ChunkCuration | null, SourceEdit[] | null]

/** Of `c`, one value. */
export const CHUNK_COLUMNS = Prisma.sql`json_build_array(
  c."ordinal", c."headingPath", c."startOffset", c."endOffset", c."tokenCount", c."curation", c."edits")`

export function toStoredChunk(
  body: string,
  { moduleId, version }: VersionKey,
  [ordinal, headingPath, startOffset, endOffset, tokenCount, curation, edits]: ChunkColumns,
): StoredChunk {
  return {
    chunkId: toChunkId({ moduleId, version, ordinal }),
    moduleId,
    version,
    ordinal,
    headingPath,
    startOffset,
    endOffset,
    text: chunkText(body, { startOffset, endOffset, edits }),
    tokenCount,
    ...(curation === null ? {} : { curation }),
    ...(edits === null ? {} : { edits }),
  }
}

/** By version, as `versionKey` names it. */
export type Bodies = Map<string, string>

type Row = VersionKey & { body: string | null; chunks: ChunkColumns[] | null }

/**
 * The workspace's chunks with these ids, in their order.
 *
 * @param where about version `v`
 * @param bodies those that were read before; others are added
 */
export async function readChunks(
  reader: Reader,
  workspaceId: string,
  chunkIds: string[],
  { where = Prisma.sql`true`, bodies = new Map() }: { where?: Prisma.Sql; bodies?: Bodies } = {},
): Promise<StoredChunk[]> {
  const keys = chunkIds.flatMap((chunkId) => parseChunkId(chunkId) ?? [])
  if (keys.length === 0) return []
  const wanted = [...Map.groupBy(keys, versionKey)].map(([key, of]) => {
    return { ...of[0], ordinals: of.map(({ ordinal }) => ordinal), isRead: bodies.has(key) }
  })
  const rows = await reader.$queryRaw<Row[]>`
    SELECT k."moduleId", k."version", CASE WHEN NOT k."isRead" THEN v."body" END AS "body", (
      SELECT json_agg(${CHUNK_COLUMNS}) FROM "Chunk" c
      WHERE c."workspaceId" = ${workspaceId} AND c."moduleId" = k."moduleId" AND c."version" = k."version"
        AND c."ordinal" = ANY(k."ordinals")
    ) AS "chunks"
    FROM json_to_recordset(${JSON.stringify(wanted)}::json)
      AS k("moduleId" text, "version" int, "ordinals" int[], "isRead" boolean)
    CROSS JOIN LATERAL (
      SELECT v."moduleId", v."version", v."body" FROM "ModuleVersion" v
      WHERE v."workspaceId" = ${workspaceId} AND v."moduleId" = k."moduleId" AND v."version" = k."version"
      OFFSET 0
    ) v
    WHERE ${where}`
  const byId = new Map<string, StoredChunk>()
  for (const { body: own, chunks, ...of } of rows) {
    const body = own ?? bodies.get(versionKey(of)) ?? ''
    bodies.set(versionKey(of), body)
    for (const columns of chunks ?? []) {
      const chunk = toStoredChunk(body, of, columns)
      byId.set(chunk.chunkId, chunk)
    }
  }
  return chunkIds.flatMap((id) => byId.get(id) ?? [])
}
