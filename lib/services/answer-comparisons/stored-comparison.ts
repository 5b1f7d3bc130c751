import { z } from 'zod'
import type { Prisma } from '@/lib/db/generated/client'
import {
  type AnswerComparisonSummaryDto,
  type AnswerPairDto,
  answerComparisonSummarySchema,
  answeredSideSchema,
  answerPairSchema,
  judgedSchema,
  storedSidesSchema,
} from '@/lib/schemas/answer-comparison'

export const COMPARISON_SELECT = {
  id: true,
  querySetId: true,
  setRevision: true,
  sides: true,
  model: true,
  judgeModel: true,
  judgeRepeats: true,
  hasMoved: true,
  status: true,
  error: true,
  done: true,
  total: true,
  leftOut: true,
  startedByName: true,
  startedAt: true,
  finishedAt: true,
} satisfies Prisma.AnswerComparisonSelect

type Row = Prisma.AnswerComparisonGetPayload<{ select: typeof COMPARISON_SELECT }>

export function toComparisonSummary(row: Row): AnswerComparisonSummaryDto {
  const { sides, judgeModel, judgeRepeats, status, startedAt, finishedAt, ...rest } = row
  return {
    ...rest,
    ...storedSidesSchema.parse(sides),
    judge: judgeModel === null ? null : { model: judgeModel, repeats: judgeRepeats },
    status: answerComparisonSummarySchema.shape.status.parse(status),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }
}

export const PAIR_SELECT = {
  queryId: true,
  query: true,
  before: true,
  after: true,
  isSame: true,
  judged: true,
  judgeCostUsd: true,
  ratings: {
    orderBy: [{ userName: 'asc' }, { userId: 'asc' }],
    select: { userId: true, userName: true, verdict: true },
  },
} satisfies Prisma.AnswerPairSelect

type PairRow = Prisma.AnswerPairGetPayload<{ select: typeof PAIR_SELECT }>

/** @param userId whose rating is told as the own one */
export function toPair(row: PairRow, userId: string | null): AnswerPairDto {
  const { before, after, judged, ratings, judgeCostUsd: _, ...rest } = row
  return {
    ...rest,
    before: answeredSideSchema.parse(before),
    after: answeredSideSchema.parse(after),
    judged: z.array(judgedSchema).parse(judged),
    ratings: answerPairSchema.shape.ratings.parse(
      ratings.map(({ userId: id, userName: name, verdict }) => ({ name, verdict, isMine: id === userId })),
    ),
  }
}
