import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { RunSummaryDto } from '@/lib/schemas/check-run'
import { OF_KNOWN_SET } from './of-known-set'
import { RUN_SELECT, toRunSummary } from './to-run'

/** @throws AppError NOT_FOUND, also for a run of a set that was deleted. */
export async function findRunSummary(workspaceId: string, id: string): Promise<RunSummaryDto> {
  const row = await prisma.checkRun.findFirst({
    where: { workspaceId, id, ...OF_KNOWN_SET },
    select: RUN_SELECT,
  })
  if (!row) throw runNotFound(id)
  return toRunSummary(row)
}

export function runNotFound(id: string): AppError {
  return new AppError('NOT_FOUND', 'There is no such run.', { entity: 'checkRun', id })
}
