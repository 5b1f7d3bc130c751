import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { queryTemplateListSchema } from '@/lib/schemas/contexts/query-template'
import { verb } from '@/lib/services/verb'
import { QUERY_TEMPLATE_SELECT, toQueryTemplate } from './rows/to-query-template'

/** Pinned ones first, then by how often their pattern was asked, hidden ones last. */
export const listQueryTemplates = verb({
  name: 'listQueryTemplates',
  scope: 'read',
  effect: 'read',
  input: z.strictObject({}),
  output: queryTemplateListSchema,
  run: async ({ workspaceId }) => {
    const rows = await prisma.queryTemplate.findMany({
      where: { workspaceId, deletedAt: null },
      select: QUERY_TEMPLATE_SELECT,
    })
    const patterns = await prisma.queryPattern.findMany({
      where: { workspaceId },
      select: { id: true, timesAsked: true },
    })
    const timesAsked = new Map(patterns.map((pattern) => [pattern.id, pattern.timesAsked]))
    const items = rows.map((row) => toQueryTemplate(row, timesAsked.get(row.patternId ?? '')))
    return {
      items: items.sort(
        (a, b) =>
          Number(a.isHidden) - Number(b.isHidden) ||
          Number(b.isPinned) - Number(a.isPinned) ||
          b.timesAsked - a.timesAsked ||
          (a.id < b.id ? -1 : 1),
      ),
    }
  },
})
