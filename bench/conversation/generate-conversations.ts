import { uniformNumbers } from '@/lib/engine/numbers/seeded-random'
import type { Conversation, ConversationSet } from './conversation-set'
import { FACT_KINDS, type FactKind } from './fact-kinds'
import { SLOTS } from './slots'
import { DISTRACTORS, SMALL_TALK } from './small-talk'

const PAIRS = [
  ['Mara', 'Jonas'],
  ['Priya', 'Callum'],
  ['Elena', 'Viktor'],
  ['Aisha', 'Bruno'],
  ['Hanne', 'Lorenzo'],
  ['Carmen', 'Idris'],
  ['Wanda', 'Stefan'],
  ['Naomi', 'Pascal'],
  ['Greta', 'Ruben'],
  ['Salma', 'Erik'],
] as const

const SESSIONS = 28
const FACTS_PER_SPEAKER = 24
const SMALL_TALK_PER_SESSION = 16
const DAY_MS = 86_400_000
const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const AGO = ['yesterday', 'two days ago', 'last Saturday', 'on Monday', 'a week ago', 'this morning']

type Draft = { speaker: string; text: string; evidenceOf?: number[] }

/** Conversations of several hundred turns over months, with questions that share few words with their evidence. */
export function generateConversations(count: number, seed: number): ConversationSet {
  return { conversations: Array.from({ length: count }, (_, index) => generate(index, uniformNumbers(seed + index))) }
}

function generate(index: number, random: () => number): Conversation {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!
  const pair = PAIRS[index % PAIRS.length]!
  const days = Array.from({ length: SESSIONS }, (_, at) => {
    return new Date(Date.UTC(2025, 0, 6 + index) + at * 11 * DAY_MS + Math.floor(random() * 6) * DAY_MS)
  })
  const sessions: Draft[][][] = days.map(() => [])
  const questions: (Conversation['questions'][number] & { number: number })[] = []
  const unused = new Map(Object.entries(SLOTS).map(([name, values]) => [name, shuffle(values, random)]))
  const slot = (name: string) => {
    const values = unused.get(name)!
    return values.length > 0 ? values.pop()! : pick(SLOTS[name]!)
  }

  for (const [own, speaker] of pair.entries()) {
    const other = pair[1 - own]!
    for (const kind of shuffle(FACT_KINDS, random).slice(0, FACTS_PER_SPEAKER)) {
      const places = chooseSessions(kind, random)
      const fill = filler({ speaker, other }, slot, () => pick(AGO), monthOf(days[places.at(-1)!]!))
      const number = questions.length
      for (const [part, place] of places.entries()) {
        const said = kind.say[part]!
        const isEvidence = !said.startsWith('-')
        sessions[place]!.push([
          { speaker: other, text: fill(part === 0 ? pick(kind.before) : pick(SMALL_TALK)) },
          { speaker, text: fill(said.replace(/^-/, '')), ...(isEvidence ? { evidenceOf: [number] } : {}) },
          { speaker: other, text: fill(pick(kind.after)) },
        ])
      }
      questions.push({ number, text: fill(pick(kind.ask)), evidence: [], category: kind.category })
    }
  }

  const turns: Conversation['turns'] = []
  for (const [at, facts] of sessions.entries()) {
    const talk = Array.from({ length: SMALL_TALK_PER_SESSION / 2 }, (_, place): Draft[] => [
      { speaker: pair[place % 2]!, text: pick(random() < 0.35 ? DISTRACTORS : SMALL_TALK) },
      { speaker: pair[1 - (place % 2)]!, text: pick(SMALL_TALK) },
    ])
    for (const { speaker, text, evidenceOf } of shuffle([...facts, ...talk], random).flat()) {
      const id = `D${at + 1}:${turns.length + 1}`
      const role = speaker === pair[0] ? 'user' : 'assistant'
      turns.push({ id, role, speaker, at: days[at]!.toISOString(), text })
      for (const number of evidenceOf ?? []) questions[number]!.evidence.push(id)
    }
  }
  return { id: `generated-${index}`, turns, questions: questions.map(({ number: _, ...question }) => question) }
}

/** A session for each part of the fact, in order, early ones as likely as late ones. */
function chooseSessions({ say }: FactKind, random: () => number): number[] {
  const chosen = new Set<number>()
  while (chosen.size < say.length) chosen.add(Math.floor(random() * SESSIONS))
  return [...chosen].sort((a, b) => a - b)
}

/** Fills `{slot}`: the same value for the same slot of one fact; `{band2}` is another band. */
function filler(
  people: { speaker: string; other: string },
  slot: (name: string) => string,
  ago: () => string,
  session: string,
): (text: string) => string {
  const values = new Map<string, string>(Object.entries({ ...people, session }))
  return (text) =>
    text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const known = values.get(name)
      if (known !== undefined) return known
      const value = name === 'ago' ? ago() : slot(name.replace(/\d+$/, ''))
      values.set(name, value)
      return value
    })
}

function monthOf(day: Date): string {
  return `${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`
}

function shuffle<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}
