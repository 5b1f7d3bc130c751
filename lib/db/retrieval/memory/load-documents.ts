import { versionKey } from '@/lib/engine'
import { slice } from '@/lib/in-slices'
import { inBatches, readAhead } from '../../in-batches'
import type { Reader } from '../../transaction'
import { type DocumentColumns, decodeIntegers, decodeReals, decodeVector, type Memory, sharedMemory } from '../codec'
import type { IndexedModule } from './list-modules'
import type { DocumentGroup, IndexedDocument } from './segment'

export type DocumentScope = { workspaceId: string; embeddingModel: string }

type Row = DocumentColumns & { moduleId: string; version: number }

/** Rows per statement: one must not keep the embedded database for 50 ms, nor reading its bytes the event loop for 20. */
const CHUNKS_PER_QUERY = 100
const MODULES_PER_QUERY = 20

/** The module index's row of each module. */
export async function loadModuleDocuments(
  reader: Reader,
  scope: DocumentScope,
  modules: IndexedModule[],
): Promise<DocumentGroup[]> {
  const documents = new Map<string, IndexedDocument[]>()
  const memory = sharedMemory()
  const read = (batch: IndexedModule[]) => reader.$queryRaw<Row[]>`
      SELECT k."moduleId", k."version", 0 AS "ordinal", i."length", encode(array_send(i."termIds"), 'base64') AS "termIds",
        encode(array_send(i."termFrequencies"), 'base64') AS "termFrequencies", encode(vector_send(e."embedding"), 'base64') AS "vector"
      FROM unnest(${batch.map(({ moduleId }) => moduleId)}::text[], ${batch.map(({ version }) => version)}::int[])
        AS k("moduleId", "version")
      CROSS JOIN LATERAL (
        SELECT i."length", i."termIds", i."termFrequencies" FROM "ModuleIndex" i
        WHERE i."workspaceId" = ${scope.workspaceId} AND i."moduleId" = k."moduleId" AND i."version" = k."version"
        OFFSET 0
      ) i
      LEFT JOIN LATERAL (
        SELECT e."embedding" FROM "ModuleEmbedding" e
        WHERE e."workspaceId" = ${scope.workspaceId} AND e."model" = ${scope.embeddingModel}
          AND e."moduleId" = k."moduleId" AND e."version" = k."version"
        OFFSET 0
      ) e ON true`
  for await (const rows of readAhead(inBatches(modules, MODULES_PER_QUERY), read))
    await addDocuments(documents, rows, memory)
  return toGroups(modules, documents)
}

/** The chunks of each module, by ordinal. */
export async function loadChunkDocuments(
  reader: Reader,
  scope: DocumentScope,
  modules: IndexedModule[],
): Promise<DocumentGroup[]> {
  const documents = new Map<string, IndexedDocument[]>()
  const memory = sharedMemory()
  const read = (ranges: ChunkRange[]) => reader.$queryRaw<Row[]>`
      SELECT k."moduleId", k."version", c."ordinal", c."length", encode(array_send(c."termIds"), 'base64') AS "termIds",
        encode(array_send(c."termFrequencies"), 'base64') AS "termFrequencies", encode(vector_send(e."embedding"), 'base64') AS "vector"
      FROM json_to_recordset(${JSON.stringify(ranges)}::json)
        AS k("moduleId" text, "version" int, "from" int, "to" int)
      CROSS JOIN LATERAL (
        SELECT c."ordinal", c."length", c."termIds", c."termFrequencies" FROM "Chunk" c
        WHERE c."workspaceId" = ${scope.workspaceId} AND c."moduleId" = k."moduleId" AND c."version" = k."version"
          AND c."ordinal" >= k."from" AND c."ordinal" < k."to"
        OFFSET 0
      ) c
      LEFT JOIN LATERAL (
        SELECT e."embedding" FROM "ChunkEmbedding" e
        WHERE e."workspaceId" = ${scope.workspaceId} AND e."model" = ${scope.embeddingModel}
          AND e."moduleId" = k."moduleId" AND e."version" = k."version" AND e."ordinal" = c."ordinal"
        OFFSET 0
      ) e ON true`
  for await (const rows of readAhead(inRanges(modules), read)) await addDocuments(documents, rows, memory)
  return toGroups(modules, documents)
}

function toDocument(
  { ordinal, length, termIds, termFrequencies, vector }: DocumentColumns,
  memory: Memory,
): IndexedDocument {
  return {
    ordinal,
    length,
    termIds: decodeIntegers(termIds, memory),
    frequencies: decodeReals(termFrequencies, memory),
    vector: vector === null ? null : decodeVector(vector, memory),
  }
}

async function addDocuments(byVersion: Map<string, IndexedDocument[]>, rows: Row[], memory: Memory): Promise<void> {
  for (const row of rows) {
    const key = versionKey(row)
    const documents = byVersion.get(key)
    if (documents) documents.push(toDocument(row, memory))
    else byVersion.set(key, [toDocument(row, memory)])
    if (slice.isOver) await slice.next()
  }
}

function toGroups(modules: IndexedModule[], byVersion: Map<string, IndexedDocument[]>): DocumentGroup[] {
  return modules.map((module) => ({
    key: module.key,
    documents: (byVersion.get(versionKey(module)) ?? []).sort((a, b) => a.ordinal - b.ordinal),
  }))
}

type ChunkRange = { moduleId: string; version: number; from: number; to: number }

/** Ranges of ordinals, as many as one statement may read; a long module is read in several. */
function* inRanges(modules: IndexedModule[]): Generator<ChunkRange[]> {
  let batch: ChunkRange[] = []
  let room = CHUNKS_PER_QUERY
  for (const { moduleId, version, chunkCount } of modules) {
    for (let from = 0; from < chunkCount; ) {
      const to = Math.min(chunkCount, from + room)
      batch.push({ moduleId, version, from, to })
      room -= to - from
      from = to
      if (room > 0) continue
      yield batch
      batch = []
      room = CHUNKS_PER_QUERY
    }
  }
  if (batch.length > 0) yield batch
}
