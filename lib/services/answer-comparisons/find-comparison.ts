import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { AnswerComparisonSummaryDto } from '@/lib/schemas/answer-comparison'
import { OF_KNOWN_SET } from '@/lib/services/query-sets/rows/stored-run'
import { COMPARISON_SELECT, toComparisonSummary } from './stored-comparison'

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
