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
      totals.totalLength += roundHalfToEven(chunk.length)
    }
    if (!moduleVersion.moduleIndex) continue
    count(moduleVersion.moduleIndex.termIds, 'modules')
    totals.moduleCount++
    totals.moduleTotalLength += roundHalfToEven(moduleVersion.moduleIndex.length)
  }
  return { terms, totals }
}

/** As the database rounds. */
function roundHalfToEven(value: number): number {
  const rounded = Math.round(value)
  return value % 1 === 0.5 && rounded % 2 === 1 ? rounded - 1 : rounded
}

/** What is stored, with the changes that are not added to it yet. */
export async function storedTerms(workspaceId: string) {
  const [rows, changes, state] = await Promise.all([
    prisma.termStatistic.findMany({ where: { workspaceId } }),
    prisma.termChange.findMany({ where: { workspaceId } }),
    prisma.workspaceState.findUniqueOrThrow({ where: { workspaceId } }),
  ])
  const terms: Counts = {}
  const add = (id: number, chunks: number, modules: number) => {
    const before = terms[id] ?? { chunks: 0, modules: 0 }
    terms[id] = { chunks: before.chunks + chunks, modules: before.modules + modules }
  }
  for (const row of rows) add(row.termId, row.documentFrequency, row.moduleFrequency)
  for (const { termIds, chunkChanges, moduleChanges, addedBelow } of changes) {
    termIds.forEach((id, i) => {
      if (id >= addedBelow) add(id, chunkChanges[i] ?? 0, moduleChanges[i] ?? 0)
    })
  }
  for (const [id, { chunks, modules }] of Object.entries(terms)) {
    if (chunks === 0 && modules === 0) delete terms[Number(id)]
  }
  const totals = {
    chunkCount: state.chunkCount,
    totalLength: Number(state.totalLength),
    moduleCount: state.moduleCount,
    moduleTotalLength: Number(state.moduleTotalLength),
  }
  return { terms, totals }
}
