import { prisma } from '@/lib/db/client'
import { PRODUCTION_RELEASE } from '@/lib/db/release'

type Counts = Record<number, { chunks: number; modules: number }>

/** Term statistics and totals counted from the release's rows, in the shape of what is stored. */
export async function recountTerms(workspaceId: string) {
  const entries = await prisma.releaseEntry.findMany({
    where: { workspaceId, releaseId: PRODUCTION_RELEASE },
    select: {
      moduleVersion: {
        select: {
          chunks: { select: { termIds: true, length: true } },
          moduleIndex: { select: { termIds: true, length: true } },
        },
      },
    },
  })
  const terms: Counts = {}
  const totals = { chunkCount: 0, totalLength: 0, moduleCount: 0, moduleTotalLength: 0 }
  const count = (ids: number[], kind: 'chunks' | 'modules') => {
    for (const id of ids) {
      terms[id] ??= { chunks: 0, modules: 0 }
      terms[id][kind]++
    }
  }
  for (const { moduleVersion } of entries) {
    for (const chunk of moduleVersion.chunks) {
      count(chunk.termIds, 'chunks')
      totals.chunkCount++
      totals.totalLength += Math.round(chunk.length)
    }
    if (!moduleVersion.moduleIndex) continue
    count(moduleVersion.moduleIndex.termIds, 'modules')
    totals.moduleCount++
    totals.moduleTotalLength += Math.round(moduleVersion.moduleIndex.length)
  }
  return { terms, totals }
}

export async function storedTerms(workspaceId: string) {
  const [rows, state] = await Promise.all([
    prisma.termStatistic.findMany({ where: { workspaceId } }),
    prisma.workspaceState.findUniqueOrThrow({ where: { workspaceId } }),
  ])
  const terms: Counts = {}
  for (const row of rows) terms[row.termId] = { chunks: row.documentFrequency, modules: row.moduleFrequency }
  const totals = {
    chunkCount: state.chunkCount,
    totalLength: Number(state.totalLength),
    moduleCount: state.moduleCount,
    moduleTotalLength: Number(state.moduleTotalLength),
  }
  return { terms, totals }
}
