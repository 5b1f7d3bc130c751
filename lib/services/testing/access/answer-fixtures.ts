import { prisma } from '@/lib/db/client'
import { OFFLINE_MODEL_ID } from '@/lib/engine'
import { newId } from '@/lib/new-id'
import { checkedQuery, freshQuerySet } from './fresh'
import { MARKED, MARKER, type World } from './world'

/** With two answers, and another query to come. */
async function freshComparison(world: World): Promise<{ id: string }> {
  const { workspaceId } = world
  const { id: querySetId } = await freshQuerySet(world)
  const id = newId('ans')
  const query = { ...checkedQuery(world), labels: [] }
  const side = { release: 'production', policy: null }
  const sides = { change: null, before: side, after: side, revisions: { before: 1, after: 1 } }
  const known = { workspaceId, id, querySetId, setRevision: 1, leftOut: 0, total: 2, done: 1 }
  await prisma.answerComparison.create({
    data: { ...known, startedBy: MARKED, sides, model: OFFLINE_MODEL_ID, queries: [query, query] },
  })
  const answer = {
    ...{ text: `The ${MARKER} flies.`, error: null, policy: 'default@1', contextHash: null, sources: [] },
    ...{ inputTokens: 1, outputTokens: 1, costUsd: 0, durationMs: 1 },
  }
  const pair = { queryId: 'q', query: MARKER, before: answer, after: answer, isSame: false }
  await prisma.answerPair.create({ data: { workspaceId, comparisonId: id, ordinal: 0, ...pair } })
  return { id }
}

/** Of comparisons of answers. */
export const ANSWER_FIXTURES = {
  startAnswerComparison: {
    input: async (world: World) => ({
      ...(await freshQuerySet(world)),
      before: {},
      after: { policy: 'default' },
      model: OFFLINE_MODEL_ID,
    }),
  },
  getAnswerComparison: { input: freshComparison },
  listAnswerComparisons: { input: freshQuerySet },
  cancelAnswerComparison: { input: freshComparison },
  rateAnswers: {
    input: async (world: World) => ({ ...(await freshComparison(world)), queryId: 'q', verdict: 'better' }),
  },
}
