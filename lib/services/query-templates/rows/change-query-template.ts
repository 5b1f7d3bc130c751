import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import type { QueryTemplateDto } from '@/lib/schemas/contexts/query-template'
import { type Actor, whoOf } from '@/lib/services/actor'
import { QUERY_TEMPLATE_SELECT, toQueryTemplate } from './to-query-template'

/** Changes a template that is there, or brings back one that was deleted. @throws AppError NOT_FOUND. */
export async function changeQueryTemplate(
  actor: Actor,
  id: string,
  data: Prisma.QueryTemplateUpdateManyMutationInput,
  isDeleted = false,
): Promise<QueryTemplateDto> {
  const { workspaceId } = actor
  const { count } = await prisma.queryTemplate.updateMany({
    where: { workspaceId, id, deletedAt: isDeleted ? { not: null } : null },
    data: { ...data, editedBy: whoOf(actor) },
  })
  if (count === 0) throw new AppError('NOT_FOUND', 'There is no such template.', { entity: 'queryTemplate', id })
  const row = await prisma.queryTemplate.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id } },
    select: QUERY_TEMPLATE_SELECT,
  })
  const pattern = await prisma.queryPattern.findUnique({
    where: { workspaceId_id: { workspaceId, id: row.patternId ?? '' } },
    select: { timesAsked: true },
  })
  return toQueryTemplate(row, pattern?.timesAsked)
}
