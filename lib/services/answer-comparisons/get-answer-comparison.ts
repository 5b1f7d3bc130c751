import { prisma } from '@/lib/db/client'
import { answerComparisonRefSchema, answerComparisonSchema } from '@/lib/schemas/changes/answer-comparison'
import { userIdOf } from '@/lib/services/actor'
import { verb } from '@/lib/services/verb'
import { PAIR_SELECT, requireComparison, toPair } from './rows/stored-comparison'
import { sumComparison } from './run/sum-comparison'

/** A comparison with the answers that there are so far. @throws AppError NOT_FOUND */
export const getAnswerComparison = verb({
  name: 'getAnswerComparison',
  scope: 'read',
  effect: 'read',
  input: answerComparisonRefSchema,
  output: answerComparisonSchema,
  run: async ({ actor, workspaceId }, { id }) => {
    const summary = await requireComparison(workspaceId, id)
    const rows = await prisma.answerPair.findMany({
      where: { workspaceId, comparisonId: id },
      orderBy: { ordinal: 'asc' },
      select: PAIR_SELECT,
    })
    const pairs = rows.map((row) => toPair(row, userIdOf(actor)))
    const judgeCosts = rows.map(({ judgeCostUsd }) => judgeCostUsd)
    return { ...summary, pairs, totals: sumComparison(pairs, judgeCosts, summary.judge !== null) }
  },
})
