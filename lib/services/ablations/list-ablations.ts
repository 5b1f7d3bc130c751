import { prisma } from '@/lib/db/client'
import { ablationListSchema } from '@/lib/schemas/ablation'
import { querySetRefSchema } from '@/lib/schemas/query-set'
import { requireQuerySet } from '@/lib/services/query-sets/rows/stored-set'
import { verb } from '@/lib/services/verb'
import { ABLATION_SELECT, toAblationSummary } from './run/stored-ablation'

/** The ablations of a query set that are kept, the newest first. @throws AppError NOT_FOUND */
export const listAblations = verb({
  name: 'listAblations',
  scope: 'read',
  effect: 'read',
  input: querySetRefSchema,
  output: ablationListSchema,
  run: async ({ workspaceId }, { id }) => {
    await requireQuerySet(workspaceId, id)
    const rows = await prisma.ablation.findMany({
      where: { workspaceId, querySetId: id },
      orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
      select: ABLATION_SELECT,
    })
    return { items: rows.map(toAblationSummary) }
  },
})
