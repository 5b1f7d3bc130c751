import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { findModel } from '@/lib/indexing/providers/find-model'
import { openChatModel } from '@/lib/indexing/providers/open-chat-model'
import { newId } from '@/lib/new-id'
import { answerComparisonSummarySchema, startAnswerComparisonSchema } from '@/lib/schemas/changes/answer-comparison'
import { LIMITS } from '@/lib/schemas/limits'
import { payerOf, whoOf } from '@/lib/services/actor'
import { hasEnded, requireChange } from '@/lib/services/change-requests/reading/find-change-request'
import { DEFAULT_POLICY_ID } from '@/lib/services/policies/create-default-policy'
import { requireSetIn } from '@/lib/services/query-sets/rows/stored-set'
import { requireUsageLeft } from '@/lib/services/usage-limits/rules/require-usage-left'
import { verb } from '@/lib/services/verb'
import { readRequestState } from '@/lib/services/workspaces/state/read-request-state'
import { readRevision } from '@/lib/services/workspaces/state/read-revision'
import { requireComparison } from './rows/stored-comparison'
import { queueComparison } from './run/queue-comparisons'

type Side = { release?: string; policy?: string }
type Asked = { change?: number; before?: Side; after?: Side }

/**
 * Begins to have a model answer the queries of a set from two contexts each; a background job goes on with it. The oldest
 * comparisons of the set that have ended are deleted when there are too many.
 * @throws AppError NOT_FOUND; VALIDATION for a set without queries, a model that nobody offers or an offline judge; CONFLICT
 *   for a change request that has ended; LIMIT_EXCEEDED
 */
export const startAnswerComparison = verb({
  name: 'startAnswerComparison',
  scope: 'compose',
  effect: 'write',
  input: startAnswerComparisonSchema,
  output: answerComparisonSummarySchema,
  run: async ({ actor, workspaceId }, { id: querySetId, model, judge, ...asked }) => {
    const sides = await findSides(workspaceId, asked)
    const { queries, revision: setRevision } = await requireSetIn(workspaceId, querySetId, sides.after.release)
    if (queries.length === 0) {
      throw new AppError('VALIDATION', 'This query set is empty: add a query first.', {
        fields: { id: 'has no queries' },
      })
    }
    const payer = payerOf(actor)
    await requireOffered(payer, model)
    if (judge && (await requireOffered(payer, judge.model)).isOffline) {
      const message = 'The offline model cannot judge answers: choose a model of a provider.'
      throw new AppError('VALIDATION', message, { fields: { judge: 'cannot judge' } })
    }
    const id = newId('ans')
    const first = queries.slice(0, LIMITS.comparedAnswers)
    await prisma.$transaction(async (tx) => {
      await makeRoom(tx, workspaceId, querySetId)
      await tx.answerComparison.create({
        data: {
          ...{ workspaceId, id, querySetId, setRevision, sides, model, queries: first },
          ...(judge ? { judgeModel: judge.model, judgeRepeats: judge.repeats } : {}),
          total: first.length,
          leftOut: queries.length - first.length,
          startedBy: whoOf(actor),
        },
        select: { id: true },
      })
    })
    await queueComparison(workspaceId, id)
    return requireComparison(workspaceId, id)
  },
})

/**
 * Deletes the oldest of the set's comparisons that have ended, where there are too many.
 * @throws AppError LIMIT_EXCEEDED when that many are running
 */
async function makeRoom(tx: Transaction, workspaceId: string, querySetId: string): Promise<void> {
  // of two that start at once one waits
  await tx.$queryRaw`SELECT 1 FROM "QuerySet" WHERE "workspaceId" = ${workspaceId} AND "id" = ${querySetId} FOR UPDATE`
  const known = await tx.answerComparison.findMany({
    where: { workspaceId, querySetId },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    select: { id: true, status: true },
  })
  const ended = known.filter(({ status }) => status !== 'running')
  const limit = LIMITS.answerComparisonsPerQuerySet
  const running = known.length - ended.length
  if (running >= limit) {
    const message = `${limit} comparisons of this query set are running. Wait until one has ended, or cancel one.`
    throw new AppError('LIMIT_EXCEEDED', message, { limit, actual: running + 1 })
  }
  const old = ended.slice(limit - 1 - running).map(({ id }) => id)
  await tx.answerComparison.deleteMany({ where: { workspaceId, id: { in: old } } })
}

async function findSides(workspaceId: string, { change, before, after }: Asked) {
  const sides = change === undefined ? { before, after } : await findChanged(workspaceId, change)
  const of = async ({ release, policy }: Side = {}) => {
    const { releaseId } = releaseOf(workspaceId, release)
    await readRequestState(workspaceId, policy ?? DEFAULT_POLICY_ID, releaseId)
    const revision = await readRevision(workspaceId, releaseId)
    return { side: { release: releaseId, policy: policy ?? null }, revision }
  }
  const [a, b] = [await of(sides.before), await of(sides.after)]
  return {
    change: change ?? null,
    before: a.side,
    after: b.side,
    revisions: { before: a.revision, after: b.revision },
  }
}

async function findChanged(workspaceId: string, number: number): Promise<{ before: Side; after: Side }> {
  const { releaseId, status, target } = await requireChange(workspaceId, number)
  if (releaseId === null) throw hasEnded(number, status)
  return { before: { release: target.id }, after: { release: releaseId } }
}

async function requireOffered(payer: ReturnType<typeof payerOf>, model: string) {
  const found = await findModel(payer.workspaceId, model)
  openChatModel(payer.workspaceId, found)
  if (!found.isOffline) await requireUsageLeft(prisma, payer)
  return found
}
