import { prisma } from '@/lib/db/client'
import { checkRunSchema, runRefSchema } from '@/lib/schemas/query-sets/check-run'
import { verb } from '@/lib/services/verb'
import { OF_KNOWN_SET, parseResults, RUN_SELECT, runNotFound, toRunSummary } from './rows/stored-run'

/** A run with the result of each query. @throws AppError NOT_FOUND */
export const getCheckRun = verb({
  name: 'getCheckRun',
  scope: 'read',
  effect: 'read',
  input: runRefSchema,
  output: checkRunSchema,
  run: async ({ workspaceId }, { id }) => {
    const row = await prisma.checkRun.findFirst({
      where: { workspaceId, id, ...OF_KNOWN_SET },
      select: { ...RUN_SELECT, results: true },
    })
    if (!row) throw runNotFound(id)
    const { results, ...run } = row
    return { ...toRunSummary(run), results: parseResults(results) }
  },
})
