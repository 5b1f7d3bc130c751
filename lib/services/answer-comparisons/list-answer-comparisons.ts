import { prisma } from '@/lib/db/client'
import { answerComparisonListSchema } from '@/lib/schemas/answer-comparison'
import { querySetRefSchema } from '@/lib/schemas/query-set'
import { requireQuerySet } from '@/lib/services/query-sets/rows/stored-set'
import { verb } from '@/lib/services/verb'
import { COMPARISON_SELECT, toComparisonSummary } from './rows/stored-comparison'

/** The comparisons of answers that a query set keeps, the newest first. @throws AppError NOT_FOUND */
export const listAnswerComparisons = verb({
  name: 'listAnswerComparisons',
  scope: 'read',
  effect: 'read',
  input: querySetRefSchema,
  output: answerComparisonListSchema,
  run: async ({ workspaceId }, { id }) => {
    await requireQuerySet(workspaceId, id)
    const rows = await prisma.answerComparison.findMany({
      where: { workspaceId, querySetId: id },
      orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
      select: COMPARISON_SELECT,
    })
    return { items: rows.map(toComparisonSummary) }
  },
})
