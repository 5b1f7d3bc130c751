import { prisma } from '@/lib/db/client'
import { releaseEntries } from '@/lib/db/releases/release-entries'

type Counts = Record<number, { chunks: number; modules: number }>

/** Term statistics and totals counted from the release's rows, in the shape of what is stored. */
export async function recountTerms(workspaceId: string, releaseId = 'production') {
  const entries = await prisma.$queryRaw<{ moduleId: string; version: number }[]>`
    SELECT e."moduleId", e."version" FROM ${releaseEntries(workspaceId, releaseId)} e`
  const versions = await prisma.moduleVersion.findMany({
    where: { workspaceId, OR: entries },
    select: {
      chunked: { select: { chunks: { select: { termIds: true, length: true } } } },
      moduleIndex: { select: { termIds: true, length: true } },
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
  for (const { chunked, moduleIndex } of versions) {
    for (const chunk of chunked.chunks) {
      count(chunk.termIds, 'chunks')
      totals.chunkCount++
      totals.totalLength += roundHalfToEven(chunk.length)
    }
    if (!moduleIndex) continue
    count(moduleIndex.termIds, 'modules')
    totals.moduleCount++
    totals.moduleTotalLength += roundHalfToEven(moduleIndex.length)
  }
  return { terms, totals }
}

/** As the database rounds. */
function roundHalfToEven(value: number): number {
  const rounded = Math.round(value)
  return value % 1 === 0.5 && rounded % 2 === 1 ? rounded - 1 : rounded
}

/** What is stored, with the changes that are not added to it yet, and of a base with what the release adds to it. */
export async function storedTerms(workspaceId: string, releaseId = 'production') {
  const { baseId } = await prisma.release.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: releaseId } },
    select: { baseId: true },
  })
  const where = { workspaceId, releaseId: { in: baseId === null ? [releaseId] : [releaseId, baseId] } }
  const [rows, changes, states] = await Promise.all([
    prisma.termStatistic.findMany({ where }),
    prisma.termChange.findMany({ where }),
    prisma.releaseState.findMany({ where }),
  ])
  const sum = (of: (state: (typeof states)[number]) => number) => states.reduce((all, state) => all + of(state), 0)
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
    chunkCount: sum(({ chunkCount }) => chunkCount),
    totalLength: sum(({ totalLength }) => Number(totalLength)),
    moduleCount: sum(({ moduleCount }) => moduleCount),
    moduleTotalLength: sum(({ moduleTotalLength }) => Number(moduleTotalLength)),
  }
  return { terms, totals }
}
