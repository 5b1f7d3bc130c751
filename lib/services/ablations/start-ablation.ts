import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import { LIMITS } from '@/lib/schemas/limits'
import { ablationSummarySchema, startAblationSchema } from '@/lib/schemas/query-sets/ablation'
import { whoOf } from '@/lib/services/actor'
import { requireSetIn } from '@/lib/services/query-sets/rows/stored-set'
import { verb } from '@/lib/services/verb'
import { readRevision } from '@/lib/services/workspaces/state/read-revision'
import { continueAblating } from './run/continue-ablating'

/**
 * Begins to compose a query set without one module at a time, as the release sees the set, and works on it for a moment;
 * while its status is `running`, `continueAblation` goes on. The oldest ablations of the set are deleted when there are too many.
 * @throws AppError NOT_FOUND; VALIDATION for a set without queries
 */
export const startAblation = verb({
  name: 'startAblation',
  scope: 'compose',
  effect: 'write',
  input: startAblationSchema,
  output: ablationSummarySchema,
  run: async ({ actor, workspaceId }, { id: querySetId, release }) => {
    const { releaseId } = releaseOf(workspaceId, release)
    const { queries, revision: setRevision } = await requireSetIn(workspaceId, querySetId, releaseId)
    const revision = await readRevision(workspaceId, releaseId)
    if (queries.length === 0) {
      throw new AppError('VALIDATION', 'This query set is empty: add a query first.', {
        fields: { id: 'has no queries' },
      })
    }
    const id = newId('abl')
    await prisma.$transaction(async (tx) => {
      const old = await tx.ablation.findMany({
        where: { workspaceId, querySetId },
        orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
        skip: LIMITS.ablationsPerQuerySet - 1,
        select: { id: true },
      })
      await tx.ablation.deleteMany({ where: { workspaceId, id: { in: old.map((each) => each.id) } } })
      await tx.ablation.create({
        data: {
          ...{ workspaceId, id, querySetId, releaseId, setRevision, queries, revision },
          total: queries.length,
          startedBy: whoOf(actor),
        },
        select: { id: true },
      })
    })
    return continueAblating(actor, id)
  },
})
