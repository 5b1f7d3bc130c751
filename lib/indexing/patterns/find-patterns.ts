import { extractTerms, fnv1a } from '@/lib/engine'
import { giveWay } from '@/lib/give-way'

export type AskedQuery = {
  text: string
  /** Whether everybody in the workspace may see it. */
  isVisible: boolean
  askedBy: string
  askedAt: Date
}

/** `key` is what its queries have in common: it stays when another wording becomes the latest. */
export type FoundPattern = { key: string; text: string; timesAsked: number; lastAskedAt: Date; examples: string[] }

/** Asked less often than this, it is no pattern. */
const MIN_TIMES = 3
/** Without a query that everybody may see, so many people must have asked alike, and only what they share is shown. */
const MIN_PEOPLE = 5
const MAX_SLOT_WORDS = 4
/** Longer queries are pasted texts. */
const MAX_WORDS = 40
const EXAMPLES = 3
/** Queries that are looked at before others get their turn: some milliseconds. */
const BATCH = 25
export const SLOT = '{topic}'

type Word = { text: string; key: string; start: number; end: number }
type Slot = { from: number; to: number }
type Worded = AskedQuery & { words: Word[]; terms: string }
type Member = Worded & { slot: Slot | null }

/**
 * What queries have in common: first those that differ in one place only, by up to four words, which becomes a slot
 * where at least three did and two differently there; then those that consist of the same terms. The wording is that of
 * the latest query that everybody may see. A query belongs to one pattern: the one that most queries fit, and of equals
 * the one that says most.
 */
export async function findPatterns(queries: AskedQuery[]): Promise<FoundPattern[]> {
  const asked: Worded[] = []
  for (const [at, query] of queries.entries()) {
    if (at % BATCH === 0) await giveWay()
    const words = wordsOf(query.text)
    if (words.length > 0 && words.length <= MAX_WORDS) asked.push({ ...query, words, terms: termsOf(query.text) })
  }
  const groups = await groupAlike(asked)
  const ranked = [...groups]
    .filter(([, members]) => isPattern(members))
    .sort(([a, x], [b, y]) => y.length - x.length || b.length - a.length || (a < b ? -1 : 1))
  const taken = new Set<string>()
  return ranked.flatMap(([key, members]) => {
    const own = members.filter((member) => !taken.has(identityOf(member)))
    if (!isPattern(own)) return []
    for (const member of own) taken.add(identityOf(member))
    return [toPattern(key, own)]
  })
}

/** Queries by what they share; what only one or two of them could share is left out before its key is written. */
async function groupAlike(asked: Worded[]): Promise<Map<string, Member[]>> {
  const times = new Map<number, number>()
  for (const [at, query] of asked.entries()) {
    if (at % BATCH === 0) await giveWay()
    for (const { hash } of slotsOf(query)) times.set(hash, (times.get(hash) ?? 0) + 1)
  }
  const groups = new Map<string, Member[]>()
  const add = (key: string, member: Member) => {
    const group = groups.get(key)
    if (group) group.push(member)
    else groups.set(key, [member])
  }
  for (const [at, query] of asked.entries()) {
    if (at % BATCH === 0) await giveWay()
    if (query.terms !== '') add(`= ${query.terms}`, { ...query, slot: null })
    for (const { from, to, hash } of slotsOf(query)) {
      if (times.get(hash)! < MIN_TIMES) continue
      const keys = query.words.map(({ key }) => key)
      add([...keys.slice(0, from), SLOT, ...keys.slice(to)].join(' '), { ...query, slot: { from, to } })
    }
  }
  return groups
}

/** The places that could be a slot beside two words at least, with a hash of what stands around each. */
function slotsOf({ words }: Worded): (Slot & { hash: number })[] {
  const before = [0]
  for (const { key } of words) before.push(fnv1a(key, before.at(-1)))
  const after = [1]
  for (const { key } of words.toReversed()) after.unshift(fnv1a(key, after[0]))
  const slots: (Slot & { hash: number })[] = []
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 1; to <= Math.min(words.length, from + MAX_SLOT_WORDS); to++) {
      const around = words.length - (to - from)
      if (around > 1) slots.push({ from, to, hash: Math.imul(before[from]!, 0x9e3779b1) ^ after[to]! })
    }
  }
  return slots
}

function isPattern(members: Member[]): boolean {
  const [first] = members
  if (!first || members.length < MIN_TIMES) return false
  if (first.slot !== null && (new Set(members.map(fillerOf)).size < 2 || termsOf(literalOf(first)) === '')) return false
  // with a slot, the words beside it are common to all; without one, the wording would be one person's
  const isShared = first.slot !== null && new Set(members.map(({ askedBy }) => askedBy)).size >= MIN_PEOPLE
  return isShared || members.some(({ isVisible }) => isVisible)
}

function toPattern(key: string, members: Member[]): FoundPattern {
  const latest = members.toSorted((a, b) => Number(b.askedAt) - Number(a.askedAt))
  const shown = latest.find(({ isVisible }) => isVisible) ?? latest[0]!
  const seen = latest.filter(({ isVisible }) => isVisible).map(({ text }) => text)
  return {
    key,
    text: shown.slot ? withSlot(shown) : shown.text.trim(),
    timesAsked: members.length,
    lastAskedAt: latest[0]!.askedAt,
    examples: [...new Set(seen)].slice(0, EXAMPLES),
  }
}

function withSlot({ text, words, slot }: Member): string {
  if (!slot) return text
  return `${text.slice(0, words[slot.from]!.start)}${SLOT}${text.slice(words[slot.to - 1]!.end)}`.trim()
}

function literalOf({ words, slot }: Member): string {
  return words.flatMap(({ text }, i) => (slot && i >= slot.from && i < slot.to ? [] : [text])).join(' ')
}

function fillerOf({ words, slot }: Member): string {
  return slot
    ? words
        .slice(slot.from, slot.to)
        .map(({ key }) => key)
        .join(' ')
    : ''
}

function identityOf({ text, askedAt, askedBy }: Member): string {
  return JSON.stringify([text, askedAt, askedBy])
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_.-]*/gu)].map((match) => {
    const word = match[0].replace(/[.'’-]+$/u, '')
    return { text: word, key: word.normalize('NFKC').toLowerCase(), start: match.index, end: match.index + word.length }
  })
}

function termsOf(text: string): string {
  return extractTerms(text)
    .map(({ term }) => term)
    .sort()
    .join(' ')
}
