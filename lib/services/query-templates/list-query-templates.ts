import { prisma } from '@/lib/db/client'
import type { QueryTemplateListDto } from '@/lib/schemas/query-template'
import { type Actor, authorize } from '@/lib/services/actor'
import { QUERY_TEMPLATE_SELECT, toQueryTemplate } from './to-query-template'

/** Pinned ones first, then by how often their pattern was asked, hidden ones last. */
export async function listQueryTemplates(actor: Actor, _input: unknown): Promise<QueryTemplateListDto> {
  const { workspaceId } = authorize(actor, 'read')
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
}
