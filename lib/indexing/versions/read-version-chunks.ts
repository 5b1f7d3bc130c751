import { prisma } from '@/lib/db/client'
import type { ChunkCuration } from '@/lib/engine'
import { collectChunks, type VersionChunk } from '@/lib/texts/prepare/version-chunk'
import { readEdits } from './read-edits'

/** Reading all of a long text at once would keep others waiting. */
const ROWS_PER_READ = 500
/** A token stands for about this many UTF-16 units, at most. */
const UNITS_PER_TOKEN = 4

type VersionKey = { workspaceId: string; moduleId: string; version: number }

/** Of the chunks of a version those after an ordinal, a few hundred of them, in order; none when there are no more. */
export async function readChunkPage(of: VersionKey, after: number): Promise<VersionChunk[]> {
  const rows = await prisma.chunk.findMany({
    where: { ...of, ordinal: { gt: after } },
    select: {
      ordinal: true,
      headingPath: true,
      startOffset: true,
      endOffset: true,
      text: true,
      edits: true,
      tokenCount: true,
      curation: true,
    },
    orderBy: { ordinal: 'asc' },
    take: ROWS_PER_READ,
  })
  return rows.map(({ edits, curation, ...chunk }) => ({
    ...chunk,
    ...readEdits(edits),
    curation: curation as ChunkCuration | null,
  }))
}

/** The chunks of a version, in order. */
export const readVersionChunks = (of: VersionKey): Promise<VersionChunk[]> =>
  collectChunks((after) => readChunkPage(of, after))

/** Options of work in a thread that reads the chunks of a version page by page, for somebody who waits for it. */
export async function workOnChunksOf(of: VersionKey) {
  const index = await prisma.moduleIndex.findUnique({
    where: { workspaceId_moduleId_version: of },
    select: { tokenCount: true },
  })
  const ports = { chunks: { page: (after: number) => readChunkPage(of, after) } }
  // what was never published has no chunks
  const size = (index?.tokenCount ?? 0) * UNITS_PER_TOKEN
  return { workspaceId: of.workspaceId, urgency: 'person', size, ports } as const
}
