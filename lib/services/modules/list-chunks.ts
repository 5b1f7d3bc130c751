import { toChunkId } from '@/lib/db/chunk-id'
import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { type ChunkDto, listChunksSchema, type RangeSummaryDto } from '@/lib/schemas/module'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { readModule } from './read-module'

/** The chunks of a version, in order, and the summaries that stand in for them; of the newest one unless another is named. */
export async function listChunks(
  actor: Actor,
  input: unknown,
): Promise<{ items: ChunkDto[]; summaries: RangeSummaryDto[]; total: number; nextCursor: null }> {
  const { workspaceId } = authorize(actor, 'read')
  const { id, version } = parseInput(listChunksSchema, input)
  const { latestVersion } = await readModule(workspaceId, id)
  if (version !== undefined && version > latestVersion) {
    throw new AppError('NOT_FOUND', `There is no version ${version} of “${id}”.`, {
      entity: 'moduleVersion',
      id,
      version,
    })
  }
  const rows = await prisma.chunk.findMany({
    where: { workspaceId, moduleId: id, version: version ?? latestVersion },
    select: {
      moduleId: true,
      version: true,
      ordinal: true,
      headingPath: true,
      startOffset: true,
      endOffset: true,
      text: true,
      tokenCount: true,
    },
    orderBy: { ordinal: 'asc' },
  })
  const items = rows.map(({ moduleId, version, ...chunk }) => ({
    chunkId: toChunkId({ moduleId, version, ordinal: chunk.ordinal }),
    ...chunk,
  }))
  const summaries = await prisma.versionSummary.findMany({
    where: { workspaceId, moduleId: id, version: version ?? latestVersion, isServed: true },
    select: {
      headingPath: true,
      startOffset: true,
      endOffset: true,
      sourceTokens: true,
      summary: { select: { text: true, tokenCount: true } },
    },
    orderBy: [{ startOffset: 'asc' }, { endOffset: 'desc' }],
  })
  return {
    items,
    summaries: summaries.map(({ summary, ...range }) => ({ ...range, ...summary })),
    total: items.length,
    nextCursor: null,
  }
}
