import { prisma } from '@/lib/db/client'
import type { TermCounts } from '@/lib/db/index-rows'
import { keptVersions } from '@/lib/db/releases/kept-versions'
import { decodeIntegers, decodeReals } from '@/lib/db/retrieval/codec'
import { type ChunkCuration, chunkText, maskEdits, type SourceEdit, versionKey } from '@/lib/engine'
import { chunkIndexedText, moduleTexts } from '@/lib/texts/prepare/indexed-text'
import type { ModuleToEmbed } from './embedder'
import type { EmbeddingIndexRow } from './embedding-index'

export type UnembeddedVersion = ModuleToEmbed & {
  moduleId: string
  version: number
  overlayVersion: number
  preparedBy: string
}
type IndexKey = Pick<EmbeddingIndexRow, 'workspaceId' | 'id'>

/** In binary: their text would take longer to read than to fetch. */
type CountColumns = { termIds: string; termFrequencies: string }
type VersionFields = {
  moduleId: string
  version: number
  name: string
  description: string
  usageScope: string | null
  tags: string[]
  body: string
  edits: SourceEdit[] | null
  excludedOrdinals: number[]
  overlayVersion: number
  preparedBy: string
} & CountColumns
type ChunkFields = CountColumns & {
  moduleId: string
  version: number
  ordinal: number
  curation: ChunkCuration | null
  startOffset: number
  endOffset: number
  edits: SourceEdit[] | null
  contentHash: string
  headingPath: string[]
}

/**
 * Versions that are kept ready to be searched and have no vector under an index yet. One that has a vector is complete.
 */
export async function readUnembedded({ workspaceId, id }: IndexKey, limit: number): Promise<UnembeddedVersion[]> {
  const versions = await prisma.$queryRaw<VersionFields[]>`
    SELECT v."moduleId", v."version", v."name", v."description", v."usageScope", v."tags", v."body", i."edits",
      i."excludedOrdinals", i."overlayVersion", i."preparedBy",
      encode(array_send(i."termIds"), 'base64') AS "termIds", encode(array_send(i."termFrequencies"), 'base64') AS "termFrequencies"
    FROM (
      SELECT k."moduleId", k."version" FROM ${keptVersions(workspaceId)} k
      WHERE NOT EXISTS (
        SELECT 1 FROM "ModuleEmbedding" e
        WHERE e."workspaceId" = ${workspaceId} AND e."model" = ${id} AND e."moduleId" = k."moduleId"
          AND e."version" = k."version"
      )
      ORDER BY k."moduleId", k."version" LIMIT ${limit}
    ) k
    JOIN "ModuleVersion" v ON v."workspaceId" = ${workspaceId} AND v."moduleId" = k."moduleId" AND v."version" = k."version"
    JOIN "ModuleIndex" i ON i."workspaceId" = ${workspaceId} AND i."moduleId" = k."moduleId" AND i."version" = k."version"
    ORDER BY v."moduleId", v."version"`
  if (versions.length === 0) return []
  const keys = JSON.stringify(versions.map(({ moduleId, version }) => ({ moduleId, version })))
  const chunks = await prisma.$queryRaw<ChunkFields[]>`
    SELECT c."moduleId", c."version", c."ordinal", c."headingPath", c."startOffset", c."endOffset", c."edits", c."contentHash",
      c."curation",
      encode(array_send(c."termIds"), 'base64') AS "termIds", encode(array_send(c."termFrequencies"), 'base64') AS "termFrequencies"
    FROM json_to_recordset(${keys}::json) AS k("moduleId" text, "version" int)
    JOIN "Chunk" c ON c."workspaceId" = ${workspaceId} AND c."moduleId" = k."moduleId" AND c."version" = k."version"
    ORDER BY c."moduleId", c."ordinal"`
  const byVersion = Map.groupBy(chunks, versionKey)
  return versions.map((version) => toModule(version, byVersion.get(versionKey(version)) ?? []))
}

function toModule({ moduleId, version, body, ...fields }: VersionFields, rows: ChunkFields[]): UnembeddedVersion {
  const marks = rows.map(({ ordinal, curation }) => ({
    isExcluded: fields.excludedOrdinals.includes(ordinal),
    extraTexts: curation ? [...curation.keywords, ...curation.questions] : [],
  }))
  const { indexedText } = moduleTexts(fields, maskEdits(body, fields.edits ?? []), rows, marks)
  const chunks = rows.map(({ headingPath, version: _, ...chunk }, at) => ({
    ...chunk,
    termCounts: toTermCounts(chunk),
    indexedText: chunkIndexedText([fields.name, ...headingPath], chunkText(body, chunk), marks[at]?.extraTexts ?? []),
  }))
  return {
    ...{ moduleId, version, body, overlayVersion: fields.overlayVersion, preparedBy: fields.preparedBy },
    index: { termCounts: toTermCounts(fields), indexedText },
    chunks: chunks.filter((_, at) => !marks[at]?.isExcluded),
  }
}

function toTermCounts({ termIds, termFrequencies }: CountColumns): TermCounts {
  return { ids: decodeIntegers(termIds), frequencies: decodeReals(termFrequencies) }
}

/** Chunks of the versions that are kept ready to be searched: all, and those that have a vector under the index. */
export async function countEmbedded({ workspaceId, id }: IndexKey): Promise<{ chunks: number; embedded: number }> {
  const rows = await prisma.$queryRaw<{ chunks: number; embedded: number }[]>`
    SELECT COALESCE(sum(c.count), 0)::int AS chunks,
      COALESCE(sum(c.count) FILTER (WHERE e.is_there), 0)::int AS embedded
    FROM ${keptVersions(workspaceId)} k
    CROSS JOIN LATERAL (
      SELECT count(*) AS count FROM "Chunk" c
      WHERE c."workspaceId" = ${workspaceId} AND c."moduleId" = k."moduleId" AND c."version" = k."version"
      OFFSET 0
    ) c
    CROSS JOIN LATERAL (
      SELECT EXISTS (
        SELECT 1 FROM "ModuleEmbedding" e
        WHERE e."workspaceId" = ${workspaceId} AND e."model" = ${id} AND e."moduleId" = k."moduleId"
          AND e."version" = k."version"
      ) AS is_there
      OFFSET 0
    ) e`
  return rows[0] ?? { chunks: 0, embedded: 0 }
}
