import { releaseOf } from '@/lib/db/releases/release'
import type { ComparedContext, ComposeRequest } from '@/lib/engine'
import { type ComparedSide, isComposedAgain, parseComparedSide } from '@/lib/schemas/contexts/compared-side'
import type { ComparedContextDto } from '@/lib/schemas/contexts/comparison'
import type { Actor } from '@/lib/services/actor'
import { withDraft } from '@/lib/services/compose/draft/draft-retrieval'
import { type OpenDraft, openDraft } from '@/lib/services/compose/draft/open-draft'
import { createEnginePorts, type PortOptions } from '@/lib/services/compose/engine/engine-ports'
import { runCompose } from '@/lib/services/compose/engine/run-engine'
import { requestAgain } from '@/lib/services/compose/request/request-again'
import { resolveRequest } from '@/lib/services/compose/request/resolve-request'
import { composeCached } from '@/lib/services/compose/run/compose-cached'
import { replay } from '@/lib/services/compose/run/replay'
import { findNewestDay } from '@/lib/services/query-sets/checks/checked-state'
import { requireQuery, requireSetIn } from '@/lib/services/query-sets/rows/stored-set'
import { openMoment } from '@/lib/services/releases/moments/open-moment'

/** Its names are looked up for both sides. */
type About = Omit<ComparedContextDto, 'releaseName' | 'policy' | 'moduleNames'> & {
  policy: Omit<ComparedContextDto['policy'], 'name'>
}
type Loaded = { context: ComparedContext; about: About }

/** A composition as it was sent, or its question composed once more. @throws AppError NOT_FOUND; BudgetExceededError */
export async function loadComparedSide(actor: Actor, text: string): Promise<Loaded> {
  const named = parseComparedSide(text)
  if (!named) throw new Error('the schema lets only sides through')
  const { context, about } = await loadSide(actor, named)
  const momentAt = named.at === undefined ? null : new Date(named.at).toISOString()
  return { context, about: { ...about, momentAt } }
}

type Side = NonNullable<ReturnType<typeof parseComparedSide>>

async function loadSide(actor: Actor, named: Side) {
  const side = named.at === undefined ? named : { ...named, release: await openMoment(actor, named.at) }
  if (side.query !== undefined) return loadQuerySide(actor, { ...side, query: side.query })
  const { summary, prepared, assembled, isExact, trace, usage } = await replay(actor, side.id)
  const { createdAt, query, conversationId } = summary
  const about = { id: side.id, createdAt, query, conversationId }
  if (!isComposedAgain(side)) {
    const { contextHash, steps } = trace
    const shown = isExact
      ? { trace, usage }
      : { trace: { ...assembled.trace, steps, contextHash }, usage: assembled.usage }
    const context = { messages: assembled.messages, ...shown }
    return {
      context,
      about: { ...about, ...tellRequest(prepared.request), isComposedAgain: false, isExact, draft: null },
    }
  }
  const request = await requestAgain(prepared.request, side)
  const draft = side.draft === undefined ? undefined : await openDraft(actor.workspaceId, side.draft)
  const composed = await composeOnly(request, { draft, conversationId })
  return {
    context: { messages: composed.messages, usage: composed.usage, trace: composed.trace },
    about: { ...about, ...tellRequest(request), isComposedAgain: true, isExact: true, draft: side.draft ?? null },
  }
}

type ComposeOptions = Pick<PortOptions, 'conversationId'> & { draft?: OpenDraft | undefined }

/** Composes and stores nothing. @throws BudgetExceededError */
export async function composeOnly(
  request: ComposeRequest,
  { draft, ...options }: ComposeOptions = {},
): Promise<ComparedContext> {
  if (!draft) return (await composeCached(request, { ...options, isNotKept: true })).composed
  const ports = await createEnginePorts(request, options)
  const { workspaceId, releaseId } = request
  return runCompose(request, { ...ports, retrieval: withDraft(ports.retrieval, { workspaceId, releaseId }, draft) })
}

/** A query of a query set as a run composes it. */
async function loadQuerySide(
  actor: Actor,
  { id, query: queryId, release, policy, set, excludes }: ComparedSide & { query: string },
) {
  const { workspaceId } = actor
  const { releaseId } = releaseOf(workspaceId, release)
  const { queries, updatedAt } = await requireSetIn(workspaceId, id, set ?? releaseId)
  const query = requireQuery(queries, queryId)
  const { text, checks: _, labels: __, id: ___, ...settings } = query
  const sameOn = await findNewestDay(workspaceId, releaseId)
  const { request } = await resolveRequest(actor, {
    ...{ query: text, ...settings, ...(policy === undefined ? {} : { policy }), release: releaseId, sameOn },
    excludes: excludes ?? [],
  })
  const { messages, usage, trace } = await composeOnly(request)
  const about = { id, createdAt: updatedAt, query: text, conversationId: null, isComposedAgain: true, isExact: true }
  return { context: { messages, usage, trace }, about: { ...about, ...tellRequest(request), draft: null } }
}

function tellRequest({ model, policy, revision, releaseId, pins, excludes, unfolds, profile }: ComposeRequest) {
  return {
    model: model.id,
    policy: { id: policy.id, version: policy.version },
    revision,
    releaseId,
    pins,
    excludes,
    unfolds: unfolds ?? [],
    profileId: profile?.id ?? null,
  }
}
