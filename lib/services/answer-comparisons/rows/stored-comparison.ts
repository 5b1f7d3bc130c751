import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { toActor } from '@/lib/schemas/actor'
import {
  type AnswerComparisonSummaryDto,
  type AnswerPairDto,
  answerComparisonSummarySchema,
  answeredSideSchema,
  answerPairSchema,
  judgedSchema,
  storedSidesSchema,
} from '@/lib/schemas/changes/answer-comparison'
import { OF_KNOWN_SET } from '@/lib/services/query-sets/rows/stored-run'

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
  startedBy: true,
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
    startedBy: toActor(row.startedBy),
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

/** @throws AppError NOT_FOUND, also for one of a set that was deleted. */
export async function requireComparison(workspaceId: string, id: string): Promise<AnswerComparisonSummaryDto> {
  const row = await prisma.answerComparison.findFirst({
    where: { workspaceId, id, ...OF_KNOWN_SET },
    select: COMPARISON_SELECT,
  })
  if (!row) throw comparisonNotFound(id)
  return toComparisonSummary(row)
}

function comparisonNotFound(id: string): AppError {
  return new AppError('NOT_FOUND', 'There is no such comparison of answers.', { entity: 'answerComparison', id })
}

type Ended = { status: 'done' | 'failed' | 'cancelled'; error?: string }

/** Ends one that is running, with what it has; its pairs tell what was asked. */
export async function endComparison(workspaceId: string, id: string, ended: Ended): Promise<void> {
  await prisma.answerComparison.updateMany({
    where: { workspaceId, id, status: 'running' },
    data: { ...ended, queries: [], finishedAt: new Date() },
  })
}
