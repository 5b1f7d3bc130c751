import { prisma } from '@/lib/db/client'
import type { QueryPatternListDto } from '@/lib/schemas/query-template'
import { type Actor, authorize } from '@/lib/services/actor'

/** What is asked again and again, most often first. */
export async function listQueryPatterns(actor: Actor, _input: unknown): Promise<QueryPatternListDto> {
  const { workspaceId } = authorize(actor, 'read')
  const rows = await prisma.queryPattern.findMany({
    where: { workspaceId },
    orderBy: [{ timesAsked: 'desc' }, { id: 'asc' }],
    select: { id: true, text: true, timesAsked: true, lastAskedAt: true, examples: true },
  })
  return { items: rows.map(({ lastAskedAt, ...row }) => ({ ...row, lastAskedAt: lastAskedAt.toISOString() })) }
}
