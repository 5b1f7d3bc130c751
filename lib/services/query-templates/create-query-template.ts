import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import { createQueryTemplateSchema, queryTemplateSchema } from '@/lib/schemas/contexts/query-template'
import { LIMITS } from '@/lib/schemas/limits'
import { whoOf } from '@/lib/services/actor'
import { verb } from '@/lib/services/verb'
import { QUERY_TEMPLATE_SELECT, toQueryTemplate } from './rows/to-query-template'

/** @throws AppError LIMIT_EXCEEDED. */
export const createQueryTemplate = verb({
  name: 'createQueryTemplate',
  scope: 'write',
  effect: 'write',
  input: createQueryTemplateSchema,
  output: queryTemplateSchema,
  run: async ({ actor, workspaceId }, template) => {
    const limit = LIMITS.queryTemplatesPerWorkspace
    if ((await prisma.queryTemplate.count({ where: { workspaceId, deletedAt: null } })) >= limit)
      throw new AppError('LIMIT_EXCEEDED', `A workspace has at most ${limit} templates: delete some first.`, { limit })
    const row = await prisma.queryTemplate.create({
      data: { workspaceId, id: newId('qt'), ...template, editedBy: whoOf(actor) },
      select: QUERY_TEMPLATE_SELECT,
    })
    return toQueryTemplate(row)
  },
})
