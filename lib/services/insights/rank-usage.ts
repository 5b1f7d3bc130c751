import { z } from 'zod'
import { toChunkId } from '@/lib/db/chunk-id'
import { prisma } from '@/lib/db/client'
import { usageRankingSchema } from '@/lib/schemas/insights/insights'
import { loadModuleNames } from '@/lib/services/usage/figures/load-module-names'
import { verb } from '@/lib/services/verb'

const SHOWN = 20

/** The modules and chunks that most compositions use. */
export const rankUsage = verb({
  name: 'rankUsage',
  scope: 'read',
  effect: 'read',
  input: z.strictObject({}),
  output: usageRankingSchema,
  run: async ({ workspaceId }) => {
    const modules = await prisma.accessStatistic.findMany({
      where: { workspaceId, timesChosen: { gt: 0 } },
      orderBy: [{ timesChosen: 'desc' }, { moduleId: 'asc' }],
      take: SHOWN,
      select: { moduleId: true, timesChosen: true, lastAccessedAt: true },
    })
    const chunks = await prisma.chunkUsage.findMany({
      where: { workspaceId },
      orderBy: [{ timesUsed: 'desc' }, { moduleId: 'asc' }, { ordinal: 'asc' }],
      take: SHOWN,
      select: {
        moduleId: true,
        version: true,
        ordinal: true,
        timesUsed: true,
        lastUsedAt: true,
        chunk: { select: { headingPath: true } },
      },
    })
    const names = await loadModuleNames(
      workspaceId,
      [...modules, ...chunks].map(({ moduleId }) => moduleId),
    )
    const nameOf = (moduleId: string) => names.get(moduleId) ?? moduleId
    return {
      modules: modules.map(({ lastAccessedAt, ...row }) => ({
        ...row,
        name: nameOf(row.moduleId),
        lastChosenAt: lastAccessedAt?.toISOString() ?? null,
      })),
      chunks: chunks.map((row) => ({
        chunkId: toChunkId(row),
        moduleId: row.moduleId,
        name: nameOf(row.moduleId),
        headingPath: row.chunk.headingPath,
        timesUsed: row.timesUsed,
        lastUsedAt: row.lastUsedAt.toISOString(),
      })),
    }
  },
})
