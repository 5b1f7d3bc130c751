import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { findModel } from '@/lib/indexing/providers/find-model'
import { openChatModel } from '@/lib/indexing/providers/open-chat-model'
import { toActor } from '@/lib/schemas/actor'
import {
  type AnsweredSideDto,
  answeredSideSchema,
  type JudgedDto,
  storedSidesSchema,
} from '@/lib/schemas/changes/answer-comparison'
import type { CheckedQuery } from '@/lib/schemas/query-sets/query-set'
import { type Actor, toPayer } from '@/lib/services/actor'
import { checkQuery } from '@/lib/services/query-sets/checks/check-query'
import { loadCheckedState } from '@/lib/services/query-sets/checks/checked-state'
import { OF_KNOWN_SET } from '@/lib/services/query-sets/rows/stored-run'
import { parseQueries } from '@/lib/services/query-sets/rows/stored-set'
import { tryToReadRevision } from '@/lib/services/workspaces/state/read-revision'
import { endComparison } from './rows/stored-comparison'
import { type Answering, answerSide, UNASKED } from './run/answer-side'
import { type Judge, judgeAnswers } from './run/judge-answers'
import { queueComparison } from './run/queue-comparisons'

type Where = { workspaceId: string; comparisonId: string }

/** Of one job: others get their turn in between. */
const TURN_MS = 30_000
/** Whether it was cancelled is looked at so often while a model answers. */
const LOOK_MS = 2_000
/** A model that fails so often in a row is left alone. */
const MAX_FAILURES = 3

/** Goes on with a comparison of answers, and queues itself for the rest. One that is not running stays as it is. */
export async function compareAnswers(where: Where, signal?: AbortSignal, turnMs = TURN_MS): Promise<void> {
  const { workspaceId, comparisonId: id } = where
  const comparison = await findRunning(where)
  if (!comparison) return
  const cancelled = new AbortController()
  const looking = setInterval(async () => {
    const row = await findRunning(where).catch(() => comparison)
    if (!row) cancelled.abort()
  }, LOOK_MS)
  const stopped = signal ? AbortSignal.any([signal, cancelled.signal]) : cancelled.signal
  try {
    const isOver = await work(comparison, stopped, performance.now() + turnMs)
    if (isOver) await endComparison(workspaceId, id, { status: 'done' })
    else if (!stopped.aborted) await queueComparison(workspaceId, id)
  } catch (error) {
    if (cancelled.signal.aborted) return
    // what was stopped, or what the database or a deadline did, is tried again
    if (stopped.aborted || !(error instanceof AppError) || error.code === 'UNAVAILABLE') throw error
    await endComparison(workspaceId, id, { status: 'failed', error: error.message })
  } finally {
    clearInterval(looking)
  }
  signal?.throwIfAborted()
}

type Comparison = NonNullable<Awaited<ReturnType<typeof findRunning>>>

function findRunning({ workspaceId, comparisonId: id }: Where) {
  return prisma.answerComparison.findFirst({
    where: { workspaceId, id, status: 'running', ...OF_KNOWN_SET },
    omit: { error: true, hasMoved: true },
  })
}

/** @returns whether all queries are answered */
async function work(comparison: Comparison, signal: AbortSignal, endsAt: number): Promise<boolean> {
  const { workspaceId, id, model, judgeModel, judgeRepeats } = comparison
  const payer = toPayer(workspaceId, toActor(comparison.startedBy))
  const open = async (name: string) => {
    const found = await findModel(workspaceId, name)
    return { found, chat: openChatModel(workspaceId, found) }
  }
  const answering = { ...(await open(model)), payer, signal }
  const judge = judgeModel === null ? null : { ...(await open(judgeModel)), payer, repeats: judgeRepeats }
  const queries = parseQueries(comparison.queries)
  const compose = await openSides(comparison, queries)
  let failures = await countFailures(comparison, queries)
  for (let done = comparison.done; done < queries.length; done++) {
    if (done > comparison.done && performance.now() > endsAt) return false
    const query = queries[done]!
    const pair = await answerPair(query, { compose, answering, judge })
    if (signal.aborted) return false
    if (!(await storePair(comparison, done, query, pair))) return false
    failures = isFailed(query, pair.before, pair.after) ? failures + 1 : 0
    if (failures === MAX_FAILURES) {
      const message = `${MAX_FAILURES} queries in a row were not answered. ${pair.before.error}`
      await endComparison(workspaceId, id, { status: 'failed', error: message })
      return false
    }
  }
  return true
}

const isFailed = (query: CheckedQuery, before: AnsweredSideDto, after: AnsweredSideDto) =>
  query.profileId === undefined && before.text === '' && after.text === ''

/** How many queries in a row were not answered until now: a job before this one may have met them. */
async function countFailures({ workspaceId, id: comparisonId }: Comparison, queries: CheckedQuery[]): Promise<number> {
  const last = await prisma.answerPair.findMany({
    where: { workspaceId, comparisonId },
    orderBy: { ordinal: 'desc' },
    take: MAX_FAILURES - 1,
    select: { ordinal: true, before: true, after: true },
  })
  const answered = last.findIndex(
    ({ ordinal, before, after }) =>
      !isFailed(queries[ordinal]!, answeredSideSchema.parse(before), answeredSideSchema.parse(after)),
  )
  return answered < 0 ? last.length : answered
}

/** Deleting a profile has to delete what is known: nothing of it is kept here. */
const OF_A_PROFILE =
  'It is asked for a profile. What is known about people is not kept in answers, so it was not asked.'

type Compose = (query: CheckedQuery) => Promise<{ before: Result; after: Result }>
type Result = Awaited<ReturnType<typeof checkQuery>>

/** Both for the same day: only what differs may make a difference. */
async function openSides(comparison: Comparison, queries: CheckedQuery[]): Promise<Compose> {
  const { workspaceId, querySetId, model } = comparison
  const { name } = toActor(comparison.startedBy)
  const { before, after, revisions } = storedSidesSchema.parse(comparison.sides)
  // the whole workspace reads the answers: it sees what every member may see
  const actor: Actor = { kind: 'apiKey', workspaceId, keyId: '', name, scopes: ['read', 'compose'] }
  const unchecked = queries.map((query) => ({ ...query, checks: [], labels: [] }))
  const load = (releaseId: string, revision: number) =>
    loadCheckedState(workspaceId, { querySetId, releaseId, revision, queries: unchecked })
  const now = await load(after.release, revisions.after)
  const then = { ...(await load(before.release, revisions.before)), day: now.day }
  return async (query) => {
    const asked = { ...query, model, checks: [], labels: [] }
    const of = (state: typeof now, policy: string | null) =>
      checkQuery(actor, asked, state, policy === null ? {} : { policy })
    return { before: await of(then, before.policy), after: await of(now, after.policy) }
  }
}

type Asking = { compose: Compose; answering: Answering; judge: Judge | null }
type Pair = {
  before: AnsweredSideDto
  after: AnsweredSideDto
  isSame: boolean
  judged: JudgedDto[]
  judgeCostUsd: number | null
}

async function answerPair(query: CheckedQuery, { compose, answering, judge }: Asking): Promise<Pair> {
  if (query.profileId !== undefined) {
    const side = { ...UNASKED, error: OF_A_PROFILE }
    return { before: side, after: side, isSame: false, judged: [], judgeCostUsd: 0 }
  }
  const sides = await compose(query)
  const { contextHash } = sides.before.result
  const isSame = contextHash !== undefined && contextHash === sides.after.result.contextHash
  const before = await answerSide(answering, sides.before)
  if (isSame || answering.signal.aborted) return { before, after: before, isSame, judged: [], judgeCostUsd: 0 }
  const after = await answerSide(answering, sides.after)
  const isJudged = judge && before.text !== '' && after.text !== '' && before.text !== after.text
  if (!isJudged) return { before, after, isSame, judged: [], judgeCostUsd: 0 }
  const answers = { query: query.text, before: before.text, after: after.text }
  const { judged, costUsd } = await judgeAnswers(judge, answers, answering.signal)
  return { before, after, isSame, judged, judgeCostUsd: costUsd }
}

/** @returns false where another job has gone on with it meanwhile, or somebody cancelled it */
async function storePair(
  { workspaceId, id: comparisonId, sides }: Comparison,
  ordinal: number,
  query: CheckedQuery,
  pair: Pair,
): Promise<boolean> {
  const { before, after, revisions } = storedSidesSchema.parse(sides)
  const [a, b] = [
    await tryToReadRevision(workspaceId, before.release),
    await tryToReadRevision(workspaceId, after.release),
  ]
  const moved = a === revisions.before && b === revisions.after ? {} : { hasMoved: true }
  return prisma.$transaction(async (tx) => {
    const { count } = await tx.answerComparison.updateMany({
      where: { workspaceId, id: comparisonId, status: 'running', done: ordinal },
      data: { done: ordinal + 1, ...moved },
    })
    if (count === 0) return false
    await tx.answerPair.create({
      data: { workspaceId, comparisonId, ordinal, queryId: query.id, query: query.text, ...pair },
      select: { ordinal: true },
    })
    return true
  })
}
