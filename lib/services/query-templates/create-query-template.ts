import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { LIMITS } from '@/lib/schemas/limits'
import { createQueryTemplateSchema, type QueryTemplateDto } from '@/lib/schemas/query-template'
import { type Actor, authorize, userIdOf } from '@/lib/services/actor'
import { newId } from '@/lib/services/new-id'
import { parseInput } from '@/lib/services/parse-input'
import { QUERY_TEMPLATE_SELECT, toQueryTemplate } from './to-query-template'

/** @throws AppError LIMIT_EXCEEDED. */
export async function createQueryTemplate(actor: Actor, input: unknown): Promise<QueryTemplateDto> {
  const { workspaceId } = authorize(actor, 'write')
  const template = parseInput(createQueryTemplateSchema, input)
  const limit = LIMITS.queryTemplatesPerWorkspace
  if ((await prisma.queryTemplate.count({ where: { workspaceId, deletedAt: null } })) >= limit)
    throw new AppError('LIMIT_EXCEEDED', `A workspace has at most ${limit} templates: delete some first.`, { limit })
  const row = await prisma.queryTemplate.create({
    data: { workspaceId, id: newId('qt'), ...template, editedById: userIdOf(actor), editedByName: actor.name },
    select: QUERY_TEMPLATE_SELECT,
  })
  return toQueryTemplate(row)
}
