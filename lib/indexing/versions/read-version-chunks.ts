import { prisma } from '@/lib/db/client'
import type { ChunkCuration } from '@/lib/engine'
import { collectChunks, collectSpans, type VersionChunk, type VersionSpan } from '@/lib/texts/prepare/version-chunk'
import { readEdits } from './read-edits'

/** Reading all of a long text at once would keep others waiting. */
const ROWS_PER_READ = 500

type VersionKey = { workspaceId: string; moduleId: string; version: number }

/** Of the chunks of a version those after an ordinal, a few hundred of them, in order; none when there are no more. */
export async function readChunkPage(of: VersionKey, after: number): Promise<VersionSpan[]> {
  const rows = await prisma.chunk.findMany({
    where: { ...of, ordinal: { gt: after } },
    select: {
      ordinal: true,
      headingPath: true,
      startOffset: true,
      endOffset: true,
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

/** The chunks of a version, in order, without their texts. */
export const readVersionSpans = (of: VersionKey): Promise<VersionSpan[]> =>
  collectSpans((after) => readChunkPage(of, after))

/** The same with their texts. */
export async function readVersionChunks(of: VersionKey): Promise<VersionChunk[]> {
  return collectChunks(await readBody(of), (after) => readChunkPage(of, after))
}

/** A body, and options of work in a thread that reads its chunks page by page, for somebody who waits for it. */
export async function workOnChunksOf(of: VersionKey) {
  const body = await readBody(of)
  const ports = { chunks: { page: (after: number) => readChunkPage(of, after) } }
  return { body, work: { workspaceId: of.workspaceId, urgency: 'person', size: body.length, ports } as const }
}

/** Empty for what was never published: it has no chunks. */
async function readBody(of: VersionKey): Promise<string> {
  const where = { workspaceId_moduleId_version: of }
  return (await prisma.moduleVersion.findUnique({ where, select: { body: true } }))?.body ?? ''
}
