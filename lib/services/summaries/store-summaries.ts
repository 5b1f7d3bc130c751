import { prisma } from '@/lib/db/client'
import { bumpRevision } from '@/lib/services/modules/bump-revision'
import { EXTRACTIVE } from './extract-summaries'
import type { MadeSummary } from './make-summaries'

export type SummarizedVersion = {
  moduleId: string
  version: number
  /** The curation that was left out of the summaries: others are made when it changes. */
  overlayVersion: number
  modelId: string | null
  summaries: MadeSummary[]
}

/**
 * Lets versions have these summaries from now on, in place of those they had. A version whose curation has changed
 * meanwhile, or that is gone, stays as it is.
 * @returns how many versions were changed
 */
export function storeSummaries(workspaceId: string, versions: SummarizedVersion[]): Promise<number> {
  return prisma.$transaction(async (tx) => {
    const { revision } = await bumpRevision(tx, workspaceId)
    let count = 0
    for (const { moduleId, version, overlayVersion, modelId, summaries } of versions) {
      const key = { workspaceId, moduleId, version }
      const marked = await tx.moduleVersion.updateMany({
        where: { ...key, overlayVersion },
        data: { summarizedBy: modelId ?? EXTRACTIVE },
      })
      if (marked.count === 0) continue
      count++
      await tx.releaseEntry.updateMany({ where: key, data: { summariesAtRevision: revision } })
      await tx.versionSummary.updateMany({ where: { ...key, isServed: true }, data: { isServed: false } })
      if (summaries.length === 0) continue
      await tx.summary.createMany({
        data: summaries.map(({ summaryId: id, text, tokenCount }) => ({ workspaceId, id, text, tokenCount })),
        skipDuplicates: true,
      })
      const ranges = summaries.map(({ text: _text, tokenCount: _count, ...range }) => ({ ...key, ...range }))
      await tx.versionSummary.createMany({ data: ranges, skipDuplicates: true })
      await tx.versionSummary.updateMany({
        where: {
          ...key,
          OR: ranges.map(({ summaryId, startOffset, endOffset }) => ({ summaryId, startOffset, endOffset })),
        },
        data: { isServed: true },
      })
    }
    return count
  })
}
