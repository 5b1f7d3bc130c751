import { costOf, pricesOf } from '@/lib/indexing/providers/book-call'
import { listProviderRows, pickModel } from '@/lib/indexing/providers/find-model'
import {
  type ChangedQueryDto,
  compareEffects,
  type EffectPartDto,
  type UnpricedQuery,
} from '@/lib/schemas/changes/change-effect'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { loadCheckedState } from '@/lib/services/query-sets/checks/checked-state'
import { requireSetIn } from '@/lib/services/query-sets/rows/stored-set'
import { readRevision } from '@/lib/services/workspaces/state/read-revision'
import { compareQuery } from './compare-query'
import { compareQuestion } from './compare-question'
import type { Composing } from './composing'
import { findMetQuestions } from './find-met-questions'

type Compared = {
  before: Composing
  after: Composing
  /** Without one: the latest questions that met the modules. */
  querySet: string | undefined
  moduleIds: string[]
  from: number
  /** The composition of the newest question that the first part looked at. */
  upTo: string | undefined
}

const NO_QUESTIONS = { questions: [], upTo: null }

type Work = (() => ReturnType<typeof compareQuery>)[]

/**
 * What becomes of the contexts of a query set, or of recent questions, from one way of composing to another. It works for
 * a moment; `next` says where to go on. Nothing is stored.
 * @throws AppError NOT_FOUND
 */
export async function compareContexts(actor: Actor, compared: Compared): Promise<EffectPartDto> {
  const { before, after, querySet, from } = compared
  const { workspaceId } = actor
  const revisions = {
    a: await readRevision(workspaceId, before.releaseId),
    b: await readRevision(workspaceId, after.releaseId),
  }
  const { questions, upTo } = querySet ? NO_QUESTIONS : await findMetQuestions(actor, compared.moduleIds, compared.upTo)
  const work: Work = querySet
    ? await workOnSet(actor, querySet, compared, revisions)
    : questions.map((question) => () => compareQuestion(actor, question, { before, after }))
  const start = performance.now()
  const done: Awaited<ReturnType<Work[number]>>[] = []
  // one after the other: others compose meanwhile
  for (const compare of work.slice(from)) {
    if (done.length > 0 && performance.now() - start > LIMITS.checkSliceMs) break
    done.push(await compare())
  }
  const next = from + done.length
  const changes = done.flatMap((each) => (typeof each === 'string' ? [] : [each]))
  return {
    from,
    next: next < work.length ? next : null,
    upTo,
    total: work.length,
    unchanged: done.filter((each) => each === 'unchanged').length,
    notComposed: done.filter((each) => each === 'notComposed').length,
    revisions,
    changes: await withCosts(workspaceId, changes.sort(compareEffects)),
  }
}

/** With what the inputs cost at the prices of now. */
async function withCosts(workspaceId: string, changes: UnpricedQuery[]): Promise<ChangedQueryDto[]> {
  const providers = await listProviderRows(workspaceId)
  return changes.map((change) => {
    const prices = pricesOf(pickModel(providers, change.model))
    const cost = (inputTokens: number) => costOf({ inputTokens, cachedTokens: 0, outputTokens: 0 }, prices)
    const [a, b] = [cost(change.inputTokens.a), cost(change.inputTokens.b)]
    return { ...change, inputUsd: a === null || b === null ? null : { a, b } }
  })
}

async function workOnSet(
  actor: Actor,
  querySetId: string,
  { before, after }: Compared,
  revisions: { a: number; b: number },
): Promise<Work> {
  const { workspaceId } = actor
  const { queries, proposal } = await requireSetIn(workspaceId, querySetId, after.releaseId)
  const asked = { querySetId, queries }
  const now = await loadCheckedState(workspaceId, { ...asked, releaseId: after.releaseId, revision: revisions.b })
  const then = await loadCheckedState(workspaceId, { ...asked, releaseId: before.releaseId, revision: revisions.a })
  const states = {
    querySetId,
    // both for the same day: only what differs may make a difference
    before: { ...before, state: { ...then, day: now.day } },
    after: { ...after, state: now },
    isProposed: proposal !== null,
  }
  return queries.map((query) => () => compareQuery(actor, query, states))
}
