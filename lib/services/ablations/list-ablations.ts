import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import { ablationListSchema } from '@/lib/schemas/query-sets/ablation'
import { querySetInSchema } from '@/lib/schemas/query-sets/query-set'
import { requireSetIn } from '@/lib/services/query-sets/rows/stored-set'
import { verb } from '@/lib/services/verb'
import { ABLATION_SELECT, toAblationSummary } from './run/stored-ablation'

/** The ablations of a query set on a release that are kept, the newest first; a proposed set has its own. @throws AppError NOT_FOUND */
export const listAblations = verb({
  name: 'listAblations',
  scope: 'read',
  effect: 'read',
  input: querySetInSchema,
  output: ablationListSchema,
  run: async ({ workspaceId }, { id, release }) => {
    const { releaseId } = releaseOf(workspaceId, release)
    const { proposal } = await requireSetIn(workspaceId, id, releaseId)
    const rows = await prisma.ablation.findMany({
      where: {
        workspaceId,
        querySetId: id,
        ...{ releaseId, setRevision: proposal ? { lt: 0 } : { gt: 0 } },
      },
      orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
      select: ABLATION_SELECT,
    })
    return { items: rows.map(toAblationSummary) }
  },
})
