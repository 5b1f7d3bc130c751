import { toChunkId } from '@/lib/db/chunk-id'
import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { type ChunkDto, chunkListSchema, listChunksSchema } from '@/lib/schemas/module'
import { verb } from '@/lib/services/verb'
import { readEdits } from './read-edits'
import { readModule } from './read-module'

/** Reading all of a long text at once would keep others waiting. */
const ROWS_PER_READ = 500

/** The chunks of a version, in order, and the summaries that stand in for them; of the newest one unless another is named. */
export const listChunks = verb({
  name: 'listChunks',
  scope: 'read',
  effect: 'read',
  input: listChunksSchema,
  output: chunkListSchema,
  run: async ({ workspaceId }, { id, version }) => {
    const { latestVersion } = await readModule(workspaceId, id)
    if (version !== undefined && version > latestVersion) {
      throw new AppError('NOT_FOUND', `There is no version ${version} of “${id}”.`, {
        entity: 'moduleVersion',
        id,
        version,
      })
    }
    const items: ChunkDto[] = []
    for await (const rows of readChunks({ workspaceId, moduleId: id, version: version ?? latestVersion })) {
      for (const { moduleId, version, edits, ...chunk } of rows) {
        const chunkId = toChunkId({ moduleId, version, ordinal: chunk.ordinal })
        items.push({ chunkId, ...chunk, ...readEdits(edits) })
      }
    }
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
  },
})

async function* readChunks(of: { workspaceId: string; moduleId: string; version: number }) {
  for (let after = -1; ; ) {
    const rows = await prisma.chunk.findMany({
      where: { ...of, ordinal: { gt: after } },
      select: {
        moduleId: true,
        version: true,
        ordinal: true,
        headingPath: true,
        startOffset: true,
        endOffset: true,
        text: true,
        edits: true,
        tokenCount: true,
      },
      orderBy: { ordinal: 'asc' },
      take: ROWS_PER_READ,
    })
    yield rows
    if (rows.length < ROWS_PER_READ) return
    after = rows.at(-1)?.ordinal ?? after
  }
}
