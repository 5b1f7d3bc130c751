import type { ComposeRequest, ContextComparison, ItemChange, ReasonCode } from '@/lib/engine'
import { formatComparedSide } from '@/lib/schemas/contexts/compared-side'
import type { CheckedQuery } from '@/lib/schemas/query-sets/query-set'
import type { Actor } from '@/lib/services/actor'
import { runCompare } from '@/lib/services/compose/engine/run-engine'
import { checkQuery } from '@/lib/services/query-sets/checks/check-query'
import type { CheckedState } from '@/lib/services/query-sets/checks/checked-state'
import { compareOutcomes } from '@/lib/services/query-sets/checks/compare-outcomes'
import { type Composing, toNamed } from './composing'
import {
  type CheckedSide,
  checkKnown,
  type EffectOnQuery,
  findEffect,
  isStill,
  keepEffect,
  keyOfEffect,
  keyOfSide,
} from './known-effects'

type States = {
  querySetId: string
  before: Composing & { state: CheckedState }
  after: Composing & { state: CheckedState }
  /** The change request edits the set itself. */
  isProposed: boolean
}

const NO_COUNTS = { in: 0, out: 0, edited: 0, cut: 0, moved: 0, same: 0 }

/** What becomes of a query's context and its checks from one to the other. */
export async function compareQuery(actor: Actor, query: CheckedQuery, states: States): Promise<EffectOnQuery> {
  const { before, after } = states
  const a = { query, state: before.state, policy: before.policy }
  const b = { query, state: after.state, policy: after.policy }
  const [keyA, keyB] = [await keyOfSide(actor, a), await keyOfSide(actor, b)]
  const about = [states.querySetId, states.isProposed, toNamed(before), toNamed(after)]
  const key = keyA && keyB && keyOfEffect(keyA, keyB, about)
  const known = key === null ? undefined : findEffect(key)
  if (known) return known
  const start = performance.now()
  const { side, isSound } = await checkKnown(actor, a, keyA)
  const effect = await compare(actor, states, side, { query, resolved: keyB?.request })
  if (key !== null && keyB && isSound && (await isStill(actor, b, keyB))) {
    keepEffect(key, effect, performance.now() - start)
  }
  return effect
}

async function compare(
  actor: Actor,
  { querySetId, before, after, isProposed }: States,
  a: CheckedSide,
  { query, resolved }: { query: CheckedQuery; resolved: ComposeRequest | undefined },
): Promise<EffectOnQuery> {
  // “the same prefix as before” means: as on the other side
  const { prefixHash } = a.result
  const earlierPrefixes = new Map(prefixHash === undefined ? [] : [[query.id, prefixHash]])
  const asked = { policy: after.policy, ...(resolved && { resolved }) }
  const b = await checkQuery(actor, query, { ...after.state, earlierPrefixes }, asked)
  const checks = compareOutcomes(a.result, b.result)
  const side = { id: querySetId, isNow: false, pins: null, excludes: null, query: query.id }
  const model = (b.composed ?? a.composed)?.usage.model ?? ''
  const told = {
    queryId: query.id,
    query: query.text,
    model,
    ...checks,
    a: formatComparedSide({ ...side, ...toNamed(before), ...(isProposed ? { set: after.releaseId } : {}) }),
    b: formatComparedSide({ ...side, ...toNamed(after) }),
  }
  if (!a.composed || !b.composed) {
    if (!a.composed && !b.composed) return 'notComposed'
    const failed = a.composed ? b.result : a.result
    const which = a.composed ? after.name : before.name
    const why = failed.error ?? failed.outcomes[0]?.because ?? 'It could not be composed.'
    const tokens = { a: a.result.inputTokens ?? 0, b: b.result.inputTokens ?? 0 }
    const nothing = {
      counts: NO_COUNTS,
      inputTokens: tokens,
      isPrefixKept: false,
      modules: [],
      size: tokens.a + tokens.b,
    }
    return { ...told, ...nothing, error: `${which}: ${why}` }
  }
  const hasMoved = checks.broken.length + checks.mended.length > 0
  if (a.result.contextHash === b.result.contextHash && !hasMoved) return 'unchanged'
  const required = query.checks.flatMap((check) => (check.kind === 'includes' ? [check.module] : []))
  return { ...told, ...toChangedContext(await runCompare(actor.workspaceId, a.composed, b.composed), required) }
}

const REQUIRED = new Set<ReasonCode | undefined>(['required_always', 'required_rule', 'required_dependency'])

/**
 * What is told of the difference of two contexts.
 * @param required modules that are to be sent, beside those that are by their activation
 */
export function toChangedContext({ items, counts, inputTokens, prefix }: ContextComparison, required: string[] = []) {
  const before = items.filter(({ a }) => a?.isSent && REQUIRED.has(a.reason)).map(({ moduleId }) => moduleId)
  const after = new Set(items.filter(({ b }) => b?.isSent).map(({ moduleId }) => moduleId))
  const lost = new Set([...before, ...required].filter((moduleId) => !after.has(moduleId)))
  const modules = items.flatMap(({ moduleId, title, change, ...sides }) => {
    if (moduleId === undefined || change === 'same') return []
    const sent = (of: typeof sides.a) => (of?.isSent ? of.tokens : 0)
    const isLost = sides.a?.isSent === true && lost.has(moduleId)
    return [{ moduleId, title, change, tokens: { a: sent(sides.a), b: sent(sides.b) }, isLost }]
  })
  return { counts, inputTokens, isPrefixKept: prefix.isKept, modules, size: sizeOfEffect(items), error: null }
}

/** Tokens that come, go, were edited or are cut differently. */
export function sizeOfEffect(items: ItemChange[]): number {
  return items.reduce((sum, item) => sum + sizeOf(item), 0)
}

function sizeOf({ change, a, b }: ItemChange): number {
  if (change === 'same' || change === 'moved') return 0
  return Math.max(a?.isSent ? a.tokens : 0, b?.isSent ? b.tokens : 0)
}
