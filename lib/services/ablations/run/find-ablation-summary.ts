import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { AblationSummaryDto } from '@/lib/schemas/query-sets/ablation'
import { OF_KNOWN_SET } from '@/lib/services/query-sets/rows/stored-run'
import { ABLATION_SELECT, toAblationSummary } from './stored-ablation'

/** @throws AppError NOT_FOUND, also for an ablation of a set that was deleted. */
export async function findAblationSummary(workspaceId: string, id: string): Promise<AblationSummaryDto> {
  const row = await prisma.ablation.findFirst({
    where: { workspaceId, id, ...OF_KNOWN_SET },
    select: ABLATION_SELECT,
  })
  if (!row) throw ablationNotFound(id)
  return toAblationSummary(row)
}

export function ablationNotFound(id: string): AppError {
  return new AppError('NOT_FOUND', 'There is no such ablation.', { entity: 'ablation', id })
}
