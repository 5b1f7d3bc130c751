import { type FactKey, holdsMany } from './fact-keys'

export const FACT_STATUSES = ['active', 'candidate', 'superseded', 'refused'] as const
type FactStatus = (typeof FACT_STATUSES)[number]

export const ACCEPTED_UNASKED = ['none', 'explicit', 'all'] as const
/** What of the learned holds at once; the rest waits to be accepted. */
type AcceptedUnasked = (typeof ACCEPTED_UNASKED)[number]

export type SaidFact = {
  key: string
  value: string
  source: 'explicit' | 'inferred'
  /** ISO time at which it was said. */
  saidAt: string
}

export type KnownFact = SaidFact & { id: string; status: FactStatus }

export type SettleOptions = {
  keys: readonly FactKey[]
  accepts: AcceptedUnasked
  /** A person wrote or accepted it: what was refused before is no matter, and nothing waits. */
  isByHand?: boolean
}

/** What becomes of something that was said. */
export type Settlement =
  | { kind: 'holds'; supersedes: string[] }
  | { kind: 'waits' }
  /** What is known now was said later. */
  | { kind: 'outdated'; supersededBy: string }
  | { kind: 'known'; factId: string }
  | { kind: 'refused'; factId: string }

/** What cannot both be so of the same thing. */
const OPPOSITES: Record<string, string[]> = {
  expertise: ['learning'],
  learning: ['expertise'],
  avoids: ['preference', 'uses'],
  preference: ['avoids'],
  uses: ['avoids'],
}

/** Values that mean the same: case, spaces and end marks do not count. */
export function normalizeValue(value: string): string {
  return value
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^[\s"'.,;:!]+|[\s"'.,;:!]+$/g, '')
}

/**
 * Explicit beats inferred, recent beats old. What contradicts something supersedes it; what is too weak for that waits beside
 * it. The same said again changes nothing.
 */
export function settleFact(said: SaidFact, known: readonly KnownFact[], options: SettleOptions): Settlement {
  const { keys, accepts, isByHand = false } = options
  const isWaiting = !isByHand && accepts !== 'all' && (accepts === 'none' || said.source === 'inferred')
  const value = normalizeValue(said.value)
  const isStronger = (fact: KnownFact) => said.source === 'explicit' && fact.source === 'inferred' && !isWaiting

  const same = known.filter((fact) => fact.key === said.key && normalizeValue(fact.value) === value)
  const refused = same.find(({ status }) => status === 'refused')
  if (refused && !isByHand) return { kind: 'refused', factId: refused.id }
  const alike = same.find(({ status }) => status === 'active') ?? same.find(({ status }) => status === 'candidate')
  const isRaised = alike !== undefined && (isStronger(alike) || (isByHand && alike.status === 'candidate'))
  if (alike && !isRaised) return { kind: 'known', factId: alike.id }
  if (isWaiting) return { kind: 'waits' }

  const rivals = known.filter((fact) => fact.status === 'active' && fact !== alike && isRival(said, fact, keys))
  const isOutweighed = (rival: KnownFact) =>
    !isByHand && (rank(rival) > rank(said) || (rank(rival) === rank(said) && rival.saidAt > said.saidAt))
  const stronger = rivals.find(isOutweighed)
  if (stronger) {
    return rank(stronger) > rank(said) ? { kind: 'waits' } : { kind: 'outdated', supersededBy: stronger.id }
  }
  return { kind: 'holds', supersedes: [...(alike ? [alike.id] : []), ...rivals.map(({ id }) => id)] }
}

const rank = ({ source }: SaidFact) => (source === 'explicit' ? 1 : 0)
const baseOf = (key: string) => key.split(':')[0] ?? key

function isRival(said: SaidFact, fact: KnownFact, keys: readonly FactKey[]): boolean {
  const isSameValue = normalizeValue(fact.value) === normalizeValue(said.value)
  if (fact.key === said.key) return !isSameValue && !holdsMany(keys, said.key)
  return isSameValue && (OPPOSITES[baseOf(said.key)]?.includes(baseOf(fact.key)) ?? false)
}

type SettledFact<Fact extends SaidFact> = Fact & { id: string; status: FactStatus; supersededById?: string }

export type Settled<Fact extends SaidFact> = {
  added: SettledFact<Fact>[]
  superseded: { id: string; by: string }[]
}

/** Settles several, each after those before it. Returns what is to be written. */
export function settleFacts<Fact extends SaidFact>(
  said: readonly Fact[],
  known: readonly KnownFact[],
  { newId, ...options }: SettleOptions & { newId: () => string },
): Settled<Fact> {
  const facts = new Map(known.map((fact) => [fact.id, fact]))
  const settled: Settled<Fact> = { added: [], superseded: [] }
  for (const fact of said) {
    const settlement = settleFact(fact, [...facts.values()], options)
    if (settlement.kind === 'known' || settlement.kind === 'refused') continue
    const id = newId()
    const status = STATUS_OF[settlement.kind]
    const by = settlement.kind === 'outdated' ? { supersededById: settlement.supersededBy } : {}
    settled.added.push({ ...fact, ...by, id, status })
    facts.set(id, { ...fact, id, status })
    for (const old of settlement.kind === 'holds' ? settlement.supersedes : []) {
      facts.set(old, { ...facts.get(old)!, status: 'superseded' })
      settled.superseded.push({ id: old, by: id })
    }
  }
  return settled
}

const STATUS_OF = { holds: 'active', waits: 'candidate', outdated: 'superseded' } as const
