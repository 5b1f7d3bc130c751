import type { StoredChunk, StoredSummary } from '@/lib/engine/vocabulary/ports'
import type { ModuleSnapshot } from '@/lib/engine/vocabulary/types'
import { Prisma } from '../../generated/client'
import type { Reader } from '../../transaction'
import { isOneOf, readSnapshotRows, toSnapshot } from '../module-snapshots'
import { CHUNK_COLUMNS, type ChunkColumns, toStoredChunk } from '../stored-chunks'
import { type PackedChunks, packChunks, unpackChunk } from './packed-chunks'

/** A version with all that compositions may want of it. */
export type StoredModule = {
  snapshot: ModuleSnapshot
  chunks: PackedChunks
  /** JSON of their columns, in order, the whole module's first; null for none. */
  summaries: string | null
}

type SummaryColumns = [string[], number, number, string, string, number]
type More = { chunks: ChunkColumns[] | null; summaries: string | null }

/** Versions per statement: one must not take longer than about 50 ms on the embedded database. */
const MODULES_PER_QUERY = 25

/** The release's version of these modules with chunks and summaries, in one round trip for each few of them. */
export async function readStoredModules(
  reader: Reader,
  { workspaceId, releaseId }: { workspaceId: string; releaseId: string },
  moduleIds: string[],
): Promise<StoredModule[]> {
  const found: StoredModule[] = []
  for (let start = 0; start < moduleIds.length; start += MODULES_PER_QUERY) {
    const batch = isOneOf(moduleIds.slice(start, start + MODULES_PER_QUERY))
    const rows = await readSnapshotRows<More>(reader, workspaceId, releaseId, batch, CHUNKS_AND_SUMMARIES)
    for (const { chunks, summaries, ...row } of rows)
      found.push({ snapshot: toSnapshot(row), chunks: packChunks(chunks ?? []), summaries })
  }
  return found
}

const CHUNKS_AND_SUMMARIES = Prisma.sql`, (
    SELECT json_agg(${CHUNK_COLUMNS}) FROM "Chunk" c
    WHERE c."workspaceId" = v."workspaceId" AND c."moduleId" = v."moduleId" AND c."version" = v."version"
  ) AS chunks, (
    SELECT json_agg(json_build_array(s."headingPath", s."startOffset", s."endOffset", s."summaryId", t."text",
      t."tokenCount") ORDER BY s."startOffset", s."endOffset" DESC, s."summaryId")::text
    FROM "VersionSummary" s
    CROSS JOIN LATERAL (
      SELECT t."text", t."tokenCount" FROM "Summary" t
      WHERE t."workspaceId" = s."workspaceId" AND t."id" = s."summaryId"
      OFFSET 0
    ) t
    WHERE s."workspaceId" = v."workspaceId" AND s."moduleId" = v."moduleId" AND s."version" = v."version"
      AND s."isServed"
  ) AS summaries`

export function findChunk({ snapshot, chunks }: StoredModule, ordinal: number): StoredChunk | undefined {
  const columns = unpackChunk(chunks, ordinal)
  return columns && toStoredChunk(snapshot.body, snapshot, columns)
}

/** In order, the whole module's first. */
export function listSummaries({ snapshot, summaries }: StoredModule): StoredSummary[] {
  const { moduleId, version } = snapshot
  const rows: SummaryColumns[] = summaries === null ? [] : JSON.parse(summaries)
  return rows.map(([headingPath, startOffset, endOffset, summaryId, text, tokenCount]) => ({
    moduleId,
    version,
    headingPath,
    startOffset,
    endOffset,
    summaryId,
    text,
    tokenCount,
  }))
}
