import {
  BudgetExceededError,
  type CheckedContext,
  type ComposeRequest,
  explainAbsence,
  type KnownModule,
  rateRetrieval,
  runCheck,
} from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { slice } from '@/lib/in-slices'
import type { CheckDto } from '@/lib/schemas/query-sets/check'
import type { QueryResultDto } from '@/lib/schemas/query-sets/check-run'
import type { CheckedQuery } from '@/lib/schemas/query-sets/query-set'
import type { Actor } from '@/lib/services/actor'
import type { MetModules } from '@/lib/services/compose/engine/note-met'
import { resolveRequest } from '@/lib/services/compose/request/resolve-request'
import { composeCached } from '@/lib/services/compose/run/compose-cached'
import { type CheckedState, modulesOf } from './checked-state'
import { markOutdated } from './mark-outdated'

type Composed = Awaited<ReturnType<typeof composeCached>>['composed']
/** `composed` is missing where composing failed; `revision` where it did not begin. */
export type CheckedResult = { result: QueryResultDto; revision?: number; composed?: Composed }

type CheckOptions = {
  /** Ids of modules that are left out of the context. */
  excludes?: string[]
  /** In place of the query's own: `id@version` or `id`. */
  policy?: string
  /** Is told the modules that the engine was shown. */
  met?: MetModules
  /** The request, where it is resolved already. */
  resolved?: ComposeRequest
}

/**
 * Composes a query and holds its checks against the context. Nothing is stored, and a query that cannot be composed says
 * why. The same state gives the same result.
 */
export async function checkQuery(
  actor: Actor,
  query: CheckedQuery,
  state: CheckedState,
  { excludes = [], policy, met, resolved }: CheckOptions = {},
): Promise<CheckedResult> {
  const asked = { queryId: query.id, text: query.text }
  const { checks, labels } = query
  let revision: number | undefined
  try {
    const request = resolved ?? (await resolveChecked(actor, query, state, { excludes, policy }))
    revision = request.revision
    const { composed, isComplete } = await composeCached(request, { isNotKept: true, ...(met && { met }) })
    if (!isComplete) {
      const error = 'A model that the search asks did not answer in time. Run the checks again when it does.'
      return { revision, result: { ...asked, outcomes: [], error } }
    }
    if (slice.isOver) await slice.next()
    const modules = new Map(
      modulesOf(state, query).map(([id, { name, ...module }]): [string, KnownModule] => {
        const absence = explainAbsence({ ...module, moduleId: id }, composed.trace, request)?.reason
        return [id, { name, ...(absence === undefined ? {} : { absence }) }]
      }),
    )
    const earlierPrefixHash = state.earlierPrefixes.get(query.id)
    const context: CheckedContext = {
      ...composed,
      modules,
      ...(earlierPrefixHash === undefined ? {} : { earlierPrefixHash }),
    }
    const rated = rateRetrieval(context, labels)
    const { prefixHash, contextHash, policy: composedWith } = composed.trace
    const result = {
      ...asked,
      outcomes: checks.map((check) => ({ check, ...runCheck(check, context) })),
      ...(rated
        ? {
            labels: await markOutdated(actor.workspaceId, state, labels, rated.labels),
            metrics: rated.metrics,
          }
        : {}),
      inputTokens: composed.usage.inputTokens,
      prefixHash,
      contextHash,
      policy: `${composedWith.id}@${composedWith.version}`,
    }
    return { revision, composed, result }
  } catch (error) {
    return { ...(revision === undefined ? {} : { revision }), result: { ...asked, ...tellFailure(error, checks) } }
  }
}

/** The request that a query is composed with. @throws AppError NOT_FOUND, VALIDATION */
export async function resolveChecked(
  actor: Actor,
  query: CheckedQuery,
  state: CheckedState,
  { excludes = [], policy }: Pick<CheckOptions, 'excludes' | 'policy'>,
): Promise<ComposeRequest> {
  const { id: _, text, checks: __, labels: ___, ...settings } = query
  const named = policy === undefined ? settings : { ...settings, policy }
  const options = { query: text, ...named, release: state.releaseId, sameOn: state.day, excludes }
  return (await resolveRequest(actor, options)).request
}

/** A context that does not fit fails every check. Any other error says nothing about the context. */
function tellFailure(error: unknown, checks: CheckDto[]): Pick<QueryResultDto, 'outcomes' | 'error'> {
  if (error instanceof BudgetExceededError) {
    const { section, required, available, message } = error
    const opens = section === 'total' ? { tab: 'sections' as const } : { tab: 'sections' as const, section }
    const numbers = { compared: required, limit: available, unit: 'tokens' as const }
    return { outcomes: checks.map((check) => ({ check, status: 'fails', because: message, ...numbers, opens })) }
  }
  if (error instanceof AppError && error.code !== 'UNAVAILABLE') return { outcomes: [], error: error.message }
  throw error
}
