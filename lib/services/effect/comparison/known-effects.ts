import { createHash } from 'node:crypto'
import type { ComparedContext, ComposeRequest } from '@/lib/engine'
import { openCache } from '@/lib/measured-cache'
import type { UnpricedQuery } from '@/lib/schemas/changes/change-effect'
import type { CheckedQuery } from '@/lib/schemas/query-sets/query-set'
import type { Actor } from '@/lib/services/actor'
import { createEnginePorts } from '@/lib/services/compose/engine/engine-ports'
import { isLong } from '@/lib/services/compose/engine/run-engine'
import { compositionKey } from '@/lib/services/compose/run/composition-caches'
import { type CheckedResult, checkQuery, resolveChecked } from '@/lib/services/query-sets/checks/check-query'
import { type CheckedState, modulesOf } from '@/lib/services/query-sets/checks/checked-state'
import { packJson, unpackJson } from '@/lib/texts/packed-json'

/** What becomes of a query's context. */
export type EffectOnQuery = UnpricedQuery | 'unchanged' | 'notComposed'

/** A query’s context and its checks; what a thread or a replay would need is not kept. */
export type CheckedSide = Omit<CheckedResult, 'composed'> & { composed?: ComparedContext }

/** Results by everything that decided about them. */
const effects = openCache<{ effect: EffectOnQuery; ms: number }>('effects', {
  maxBytes: 16 * 1024 * 1024,
  sizeOf: ({ effect }) => 2 * JSON.stringify(effect).length,
})
/** Contexts with their checks, compressed: what a change is compared with stays the same while the change is edited. */
const contexts = openCache<{ packed: Buffer; ms: number }>('effect contexts', {
  maxBytes: 16 * 1024 * 1024,
  sizeOf: ({ packed }) => packed.length,
})

export type AskedSide = { query: CheckedQuery; state: CheckedState; policy: string | undefined }

/** What decides about a query's context and its checks, at this moment, and the request that says so. */
type SideKey = { key: string; request: ComposeRequest }

/**
 * Null where it cannot be composed, or is not to be kept: what is known about a person, and what is so long that a key
 * takes longer than it saves.
 */
export async function keyOfSide(actor: Actor, { query, state, policy }: AskedSide): Promise<SideKey | null> {
  const request = await resolveChecked(actor, query, state, { policy }).catch(() => null)
  if (request === null || request.profile !== undefined || isLong(request)) return null
  const { day, earlierPrefixes } = state
  const composing = compositionKey(request, await createEnginePorts(request))
  return { key: hash([composing, query, day, modulesOf(state, query), earlierPrefixes.get(query.id) ?? null]), request }
}

/**
 * A query’s context and checks, composed unless they are known.
 * @returns with whether it is what the key stands for: not where something changed meanwhile
 */
export async function checkKnown(
  actor: Actor,
  asked: AskedSide,
  known: SideKey | null,
): Promise<{ side: CheckedSide; isSound: boolean }> {
  const { query, state, policy } = asked
  const entry = known && contexts.get(known.key)
  if (entry) {
    contexts.countSaved(entry.ms)
    return { side: (await unpackJson(entry.packed)) as CheckedSide, isSound: true }
  }
  const start = performance.now()
  const { composed, ...rest } = await checkQuery(actor, query, state, {
    policy,
    ...(known && { resolved: known.request }),
  })
  const ms = performance.now() - start
  if (!composed) return { side: rest, isSound: false }
  const { messages, usage, trace } = composed
  const side = { ...rest, composed: { messages, usage, trace } }
  const isSound = known !== null && (await isStill(actor, asked, known))
  if (isSound) contexts.set(known.key, { packed: await packJson(side), ms })
  return { side, isSound }
}

export function findEffect(key: string): EffectOnQuery | undefined {
  const entry = effects.get(key)
  if (entry) effects.countSaved(entry.ms)
  return entry?.effect
}

/** To be called once it is certain that it is what the key stands for. What could not be composed may be next time. */
export function keepEffect(key: string, effect: EffectOnQuery, ms: number): void {
  const isWhole = typeof effect === 'string' ? effect === 'unchanged' : effect.error === null
  if (isWhole) effects.set(key, { effect, ms })
}

/** Everything that decides about an effect, as one key. */
export function keyOfEffect(a: Pick<SideKey, 'key'>, b: Pick<SideKey, 'key'>, about: unknown): string {
  return hash([a.key, b.key, about])
}

/** Whether a side is what it was when its key was made. */
export async function isStill(actor: Actor, asked: AskedSide, known: SideKey): Promise<boolean> {
  return (await keyOfSide(actor, asked))?.key === known.key
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64')
}
