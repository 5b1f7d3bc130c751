import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import { runListSchema } from '@/lib/schemas/query-sets/check-run'
import { querySetInSchema } from '@/lib/schemas/query-sets/query-set'
import { verb } from '@/lib/services/verb'
import { NEWEST_RUN, RUN_SELECT, runsOfProposed, toRunSummary } from './rows/stored-run'
import { requireSetIn } from './rows/stored-set'

/** The runs of a query set in any release, newest first; of a proposed set, those with its change request. @throws AppError NOT_FOUND */
export const listCheckRuns = verb({
  name: 'listCheckRuns',
  scope: 'read',
  effect: 'read',
  input: querySetInSchema,
  output: runListSchema,
  run: async ({ workspaceId }, { id, release }) => {
    const { releaseId } = releaseOf(workspaceId, release)
    const { proposal } = await requireSetIn(workspaceId, id, releaseId)
    const rows = await prisma.checkRun.findMany({
      where: { workspaceId, querySetId: id, ...(proposal ? runsOfProposed(releaseId) : { setRevision: { gt: 0 } }) },
      orderBy: NEWEST_RUN,
      select: RUN_SELECT,
    })
    return { items: rows.map(toRunSummary) }
  },
})
