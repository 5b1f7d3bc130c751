import { prisma } from '@/lib/db/client'
import { runListSchema } from '@/lib/schemas/check-run'
import { querySetRefSchema } from '@/lib/schemas/query-set'
import { verb } from '@/lib/services/verb'
import { RUN_SELECT, toRunSummary } from './rows/stored-run'
import { requireQuerySet } from './rows/stored-set'

/** The runs of a query set, newest first, without those of a change request's version. @throws AppError NOT_FOUND */
export const listCheckRuns = verb({
  name: 'listCheckRuns',
  scope: 'read',
  effect: 'read',
  input: querySetRefSchema,
  output: runListSchema,
  run: async ({ workspaceId }, { id }) => {
    await requireQuerySet(workspaceId, id)
    const rows = await prisma.checkRun.findMany({
      where: { workspaceId, querySetId: id, setRevision: { gt: 0 } },
      orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
      select: RUN_SELECT,
    })
    return { items: rows.map(toRunSummary) }
  },
})
