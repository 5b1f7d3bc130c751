import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import { answerComparisonListSchema } from '@/lib/schemas/changes/answer-comparison'
import { querySetInSchema } from '@/lib/schemas/query-sets/query-set'
import { requireSetIn } from '@/lib/services/query-sets/rows/stored-set'
import { verb } from '@/lib/services/verb'
import { COMPARISON_SELECT, toComparisonSummary } from './rows/stored-comparison'

/** The comparisons of answers that a query set keeps, the newest first; of a proposed set, those to it alone. @throws AppError NOT_FOUND */
export const listAnswerComparisons = verb({
  name: 'listAnswerComparisons',
  scope: 'read',
  effect: 'read',
  input: querySetInSchema,
  output: answerComparisonListSchema,
  run: async ({ workspaceId }, { id, release }) => {
    const { releaseId } = releaseOf(workspaceId, release)
    const { proposal } = await requireSetIn(workspaceId, id, releaseId)
    const isOfProposal = { setRevision: { lt: 0 }, sides: { path: ['after', 'release'], equals: releaseId } }
    const rows = await prisma.answerComparison.findMany({
      where: { workspaceId, querySetId: id, ...(proposal ? isOfProposal : {}) },
      orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
      select: COMPARISON_SELECT,
    })
    return { items: rows.map(toComparisonSummary) }
  },
})
