import { extractTerms } from '@/lib/engine'

export type AskedQuery = {
  text: string
  /** Whether everybody in the workspace may see it. */
  isVisible: boolean
  askedBy: string
  askedAt: Date
}

export type FoundPattern = { text: string; timesAsked: number; lastAskedAt: Date; examples: string[] }

/** Asked less often than this, it is no pattern. */
const MIN_TIMES = 3
/** Private queries count once so many people asked alike that none of them can be told from it. */
const MIN_PEOPLE = 2
const MAX_SLOT_WORDS = 4
/** Longer queries are pasted texts. */
const MAX_WORDS = 40
const EXAMPLES = 3
export const SLOT = '{topic}'

type Word = { text: string; key: string; start: number; end: number }
type Member = AskedQuery & { words: Word[]; slot: { from: number; to: number } | null }

/**
 * What queries have in common: first those that differ in one place only, by up to four words, which becomes a slot
 * where at least three did and two differently there; then those that consist of the same terms. The wording is that of
 * the latest query. A query belongs to one pattern: the one that most queries fit, and of equals the one that says most.
 */
export function findPatterns(queries: AskedQuery[]): FoundPattern[] {
  const asked = queries
    .map((query) => ({ ...query, words: wordsOf(query.text) }))
    .filter(({ words }) => words.length > 0 && words.length <= MAX_WORDS)
  const groups = new Map<string, Member[]>()
  const add = (key: string, member: Member) => {
    const group = groups.get(key)
    if (group) group.push(member)
    else groups.set(key, [member])
  }
  for (const query of asked) {
    const keys = query.words.map(({ key }) => key)
    add(`= ${termsOf(query.text)}`, { ...query, slot: null })
    for (let from = 0; from < keys.length; from++) {
      for (let to = from + 1; to <= Math.min(keys.length, from + MAX_SLOT_WORDS); to++) {
        const around = [...keys.slice(0, from), SLOT, ...keys.slice(to)]
        if (around.length > 2) add(around.join(' '), { ...query, slot: { from, to } })
      }
    }
  }
  const ranked = [...groups]
    .filter(([, members]) => isPattern(members))
    .sort(([a, x], [b, y]) => y.length - x.length || b.length - a.length || (a < b ? -1 : 1))
  const taken = new Set<string>()
  return ranked.flatMap(([, members]) => {
    const own = members.filter((member) => !taken.has(identityOf(member)))
    if (!isPattern(own)) return []
    for (const member of own) taken.add(identityOf(member))
    return [toPattern(own)]
  })
}

function isPattern(members: Member[]): boolean {
  const fillers = new Set(members.map(fillerOf))
  const isSlotted = members.some(({ slot }) => slot !== null)
  const says = isSlotted ? (members[0] ? termsOf(literalOf(members[0])) : '') : termsOf(members[0]?.text ?? '')
  const isPublic = members.filter(({ isVisible }) => isVisible).length >= MIN_TIMES
  const people = new Set(members.map(({ askedBy }) => askedBy)).size
  return (
    members.length >= MIN_TIMES &&
    (!isSlotted || fillers.size >= 2) &&
    says !== '' &&
    // with a slot, the words beside it are common to all; what stands in it is never shown of a private query
    (isPublic || people >= MIN_PEOPLE)
  )
}

function toPattern(members: Member[]): FoundPattern {
  const latest = members.toSorted((a, b) => Number(b.askedAt) - Number(a.askedAt))
  const shown = latest.find(({ isVisible }) => isVisible) ?? latest[0]!
  const seen = latest.filter(({ isVisible }) => isVisible).map(({ text }) => text)
  return {
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
