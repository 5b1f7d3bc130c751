import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { answerPairSchema, rateAnswersSchema } from '@/lib/schemas/changes/answer-comparison'
import { verb } from '@/lib/services/verb'
import { PAIR_SELECT, requireComparison, toPair } from './rows/stored-comparison'

/**
 * Says whether the answer after is better than the one before, or takes that back. Each person has one word on each query.
 * @throws AppError NOT_FOUND; VALIDATION for an API key
 */
export const rateAnswers = verb({
  name: 'rateAnswers',
  scope: 'compose',
  effect: 'write',
  input: rateAnswersSchema,
  output: answerPairSchema,
  run: async ({ actor, workspaceId }, { id, queryId, verdict }) => {
    await requireComparison(workspaceId, id)
    const where = { workspaceId, comparisonId: id, queryId }
    const pair = await prisma.answerPair.findFirst({ where, select: { ordinal: true } })
    if (!pair) throw new AppError('NOT_FOUND', 'This query has no answers yet.', { entity: 'query', id: queryId })
    if (actor.kind !== 'user') throw new AppError('VALIDATION', 'Answers are rated by people, not by API keys.')
    const { userId, name: userName } = actor
    const key = { workspaceId, comparisonId: id, ordinal: pair.ordinal, userId }
    if (verdict === null) await prisma.answerRating.deleteMany({ where: key })
    else {
      await prisma.answerRating.upsert({
        where: { workspaceId_comparisonId_ordinal_userId: key },
        create: { ...key, userName, verdict },
        update: { userName, verdict },
        select: { userId: true },
      })
    }
    return toPair(await prisma.answerPair.findFirstOrThrow({ where, select: PAIR_SELECT }), userId)
  },
})
