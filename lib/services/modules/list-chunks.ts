import { toChunkId } from '@/lib/db/chunk-id'
import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { readVersionChunks } from '@/lib/indexing/versions/read-version-chunks'
import { chunkListSchema, listChunksSchema } from '@/lib/schemas/modules/module'
import { verb } from '@/lib/services/verb'
import { readModule } from './rows/read-module'

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
    const of = { moduleId: id, version: version ?? latestVersion }
    const items = (await readVersionChunks({ workspaceId, ...of })).map(({ curation: _, ...chunk }) => ({
      chunkId: toChunkId({ ...of, ordinal: chunk.ordinal }),
      ...chunk,
    }))
    const summaries = await prisma.versionSummary.findMany({
      where: { workspaceId, ...of, isServed: true },
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
