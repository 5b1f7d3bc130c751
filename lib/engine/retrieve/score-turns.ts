import { bm25Idf, bm25Norm, bm25Weight } from '../numbers/bm25'
import { sayDay, type TimeWords } from '../text/time-words'
import type { TermCount } from '../vocabulary/ports'
import type { Turn } from '../vocabulary/types'

/**
 * What the best of a turn's session, and the better of its neighbours, add to it, each as a share of the best of all, the
 * neighbour's squared for the one beyond; what a turn and those around it say together, likewise; how much more the turns
 * of a speaker count whom the query names; what a time that is told adds where the query asks for one; and what the closest
 * of all by meaning counts beside 1 for the best by words. Then how much more a turn counts, beside 1, whose words no other
 * turn has, that opens a session, and how much less one that only asks. `npm run bench:conversation -- --ablation` prints
 * what each brings.
 */
export const TURN_WEIGHTS = {
  session: 0.4,
  window: 0.5,
  neighbour: 0.3,
  speaker: 1.3,
  named: 0.4,
  time: 0.2,
  meaning: 2,
  rare: 2,
  opening: 0.4,
  asks: 0.6,
}

/** Turns before and after one that are its window. */
const WINDOW = 2

/** Terms of a text with their counts. */
type Terms = { ids: Int32Array; counts: Int32Array; total: number }

/** What a turn lends to the index: its terms, and those of the questions in it, which the answer is indexed with. */
type TurnTerms = { own: Terms; questions: Terms }

export type TurnTermsOf = (text: string) => TurnTerms

type Query = {
  /** Of the stand-alone query; forms of one word share `word`, and count less than 1 where they are worth less than it. */
  terms: TermCount[]
  text: string
  /** What reads times in the conversation's language, and whether the query asks for one: `when`, `since which year`. */
  times?: TimeWords
  asksWhen?: boolean
  /** Of each turn's vector with the query's, by a model that was trained on language; null where there is none. */
  cosines?: readonly (number | null)[]
}

/** Sentences that end in a question mark. */
export function questionsOf(text: string): string {
  return text
    .split(/(?<=[.!?。！？\n])/)
    .filter((sentence) => /[?？]\s*$/.test(sentence))
    .join(' ')
}

/**
 * How much each turn has to do with the query, 0 or more, at most 2.9 and by meaning 2.8 more: BM25 (Robertson, Zaragoza
 * 2009) over turns as a share of the best one's, and what the sessions, windows and neighbours of turns say for them
 * (passages scored with their surroundings: Callan 1994). A turn is indexed with its day, the days, months and years that
 * it counts from there, and the questions of the turn before it. What tells a time speaks for a turn where the query asks for one
 * (answers found by their type: Prager, Brown, Coden, Radev 2000).
 * The names of speakers are no words of the query: they raise what their bearer said, a little even where it shares no
 * word with the query. By meaning a turn has its cosine's place between the mean of all turns, below which it says
 * nothing, and the best. What has to do with the query counts by how much it tells, whatever is asked (a document's prior:
 * Kraaij, Westerveld, Hiemstra 2002): small talk says again what others said, a question waits for what is told, and news
 * opens a session.
 *
 * @param turns oldest first; those of one day are a session
 */
export function scoreTurns(
  query: Query,
  turns: readonly Turn[],
  termsOf: TurnTermsOf,
  weights: Readonly<typeof TURN_WEIGHTS> = TURN_WEIGHTS,
): number[] {
  const speakers = nameSpeakers(turns, query, termsOf)
  const words = wordsOf(query.terms, speakers.nameIds)
  const known = turns.map(({ content }) => termsOf(content))
  const frequencies = countWords(turns, known, words, termsOf, query.times)
  const own = scoreDocuments(frequencies, words.size)
  const isNamed = (turn: Turn) => speakers.named.has(turn.speaker ?? turn.role)
  const boosted = own.map((score, at) => (isNamed(turns[at]!) ? score * weights.speaker : score))
  const sessionOf = numberSessions(turns)
  const sessions = scoreDocuments(sumBySession(frequencies, sessionOf), words.size)

  const turnShares = sharesOfBest(boosted)
  const sessionShares = sessions.length > 1 ? sharesOfBest(sessions) : []
  const windowShares =
    weights.window > 0 ? sharesOfBest(scoreDocuments(sumByWindow(frequencies, sessionOf), words.size)) : []
  const meaningShares = query.cosines ? sharesAboveMean(query.cosines) : []
  const beside = (shares: ArrayLike<number>, at: number, other: number) =>
    sessionOf[at] === sessionOf[other] ? (shares[other] ?? 0) : 0
  const better = (shares: ArrayLike<number>, at: number, away: number) =>
    Math.max(beside(shares, at, at - away), beside(shares, at, at + away))
  const [near, far] = [weights.neighbour, weights.neighbour ** 2]
  const withNeighbours = (shares: ArrayLike<number>, at: number) =>
    (shares[at] ?? 0) + near * better(shares, at, 1) + far * better(shares, at, 2)
  const tells = weighTelling(known, sessionOf, weights)
  const tellsTime = (turn: Turn) => query.asksWhen === true && query.times?.tellsTime(turn.content) === true
  return turns.map((_, at) => {
    const session = sessionShares[sessionOf[at]!] ?? 0
    const meaning = query.cosines ? weights.meaning * withNeighbours(meaningShares, at) : 0
    const window = weights.window * (windowShares[at] ?? 0)
    const named = isNamed(turns[at]!) ? weights.named : 0
    const time = tellsTime(turns[at]!) ? weights.time : 0
    const related = withNeighbours(turnShares, at) + weights.session * session + window + named + time + meaning
    return related > 0 ? round(related * tells(at)) : 0
  })
}

/** A power of two. Terms that share a place are counted as one, and so as a little less rare. */
const TERM_PLACES = 65_536

/** What share of a turn counts by how much it tells, 0.1–1. */
function weighTelling(
  turns: readonly TurnTerms[],
  sessionOf: readonly number[],
  weights: Readonly<typeof TURN_WEIGHTS>,
): (at: number) => number {
  const placeOf = (id: number) => id & (TERM_PLACES - 1)
  const holders = new Int32Array(TERM_PLACES)
  for (const { own } of turns) for (const id of own.ids) holders[placeOf(id)]! += 1
  const idfs = new Float64Array(turns.length + 1)
  const most = 1 + weights.rare + weights.opening
  const idfOf = (count: number) => (idfs[count] ||= bm25Idf(turns.length, count))
  return (at) => {
    const { own, questions } = turns[at]!
    let idf = 0
    for (const id of own.ids) idf += idfOf(Math.min(turns.length, holders[placeOf(id)]!))
    const length = Math.max(1, own.total)
    const rare = idf / (length * idfOf(1))
    const asks = Math.min(1, questions.total / length)
    const opens = sessionOf[at] !== sessionOf[at - 1]
    return (1 + weights.rare * rare + (opens ? weights.opening : 0) - weights.asks * asks) / most
  }
}

/** Cosines of unlike texts differ from model to model: what counts is how far one stands out. */
function sharesAboveMean(cosines: readonly (number | null)[]): number[] {
  const known = cosines.filter((cosine) => cosine !== null)
  const mean = known.reduce((sum, cosine) => sum + cosine, 0) / known.length
  const best = known.reduce((max, cosine) => Math.max(max, cosine), mean)
  return cosines.map((cosine) => (cosine === null || best === mean ? 0 : Math.max(0, (cosine - mean) / (best - mean))))
}

/** Enough to order by, short enough to be stored for every turn. */
const round = (score: number) => Math.round(score * 1e4) / 1e4

/** Whom the query names: a speaker, or the user and the assistant of a conversation without names. */
function nameSpeakers(turns: readonly Turn[], { terms, text }: Query, termsOf: TurnTermsOf) {
  const asked = new Set(terms.map(({ id }) => id))
  const named = new Set<string>()
  const nameIds = new Set<number>()
  const speakers = new Set<string>()
  for (const { speaker } of turns) if (speaker) speakers.add(speaker)
  for (const speaker of speakers) {
    const ids = [...termsOf(speaker).own.ids]
    for (const id of ids) nameIds.add(id)
    if (ids.some((id) => asked.has(id))) named.add(speaker)
  }
  if (OF_USER.test(text)) named.add('user')
  if (OF_ASSISTANT.test(text)) named.add('assistant')
  return { named, nameIds }
}

/** Turns without a speaker's name go by their role: “what did I say”, “what did you recommend”. */
const OF_USER = /\b(?:did|had|have) i\b|\bi (?:said|told|mentioned|asked|wrote|wanted)\b/i
const OF_ASSISTANT = /\b(?:did|had|have) you\b|\byou (?:said|told|mentioned|suggested|recommended|proposed|wrote)\b/i

/** A power of two: the last bits of an id tell of nearly every term that it is none of the query's. */
const FILTER_SIZE = 4_096

/** A form of a word of the query: its number, and what the form counts beside the word itself. */
type Form = { word: number; share: number }

/** The query's words by the ids of their forms. */
type Words = { byId: ReadonlyMap<number, Form>; filter: Uint8Array; size: number }

/** The query's words, numbered, by the ids of their forms; without the names, unless nothing else is left. */
function wordsOf(terms: TermCount[], nameIds: ReadonlySet<number>): Words {
  // what means the same as a word that is a name here means something else
  const others = terms.filter(({ id, word = id }) => !nameIds.has(id) && !nameIds.has(word))
  const numbers = new Map<number, number>()
  const byId = new Map<number, Form>()
  const filter = new Uint8Array(FILTER_SIZE)
  for (const { id, count, word = id } of others.length > 0 ? others : terms) {
    const number = numbers.get(word) ?? numbers.size
    numbers.set(word, number)
    byId.set(id, { word: number, share: Math.min(1, count) })
    filter[id & (FILTER_SIZE - 1)] = 1
  }
  return { byId, filter, size: numbers.size }
}

/** What documents hold of the query's words, by their numbers, and their lengths in terms. */
type Documents = { counts: ReadonlyMap<number, number>[]; lengths: Float64Array }

/** Of the many documents that hold none of them. */
const NO_COUNTS: ReadonlyMap<number, number> = new Map()

function emptyDocuments(size: number): Documents {
  return { counts: new Array<ReadonlyMap<number, number>>(size).fill(NO_COUNTS), lengths: new Float64Array(size) }
}

function countWords(
  turns: readonly Turn[],
  known: readonly TurnTerms[],
  words: Words,
  termsOf: TurnTermsOf,
  times?: TimeWords,
): Documents {
  const documents = emptyDocuments(turns.length)
  const days = new Map<string, Terms>()
  const addDay = (at: number, day: string, say = (day: string) => day) => {
    const terms = days.get(day) ?? termsOf(say(day)).own
    days.set(day, terms)
    addTerms(documents, at, terms, words)
  }
  turns.forEach((turn, at) => {
    addTerms(documents, at, known[at]!.own, words)
    if (at > 0) addTerms(documents, at, known[at - 1]!.questions, words)
    if (turn.day === undefined) return
    addDay(at, turn.day, sayDay)
    for (const day of times?.resolve(turn.content, turn.day) ?? []) addDay(at, day)
  })
  return documents
}

function addTerms(documents: Documents, at: number, { ids, counts, total }: Terms, { byId, filter }: Words): void {
  for (let place = 0; place < ids.length; place++) {
    const id = ids[place]!
    if (filter[id & (FILTER_SIZE - 1)] === 0) continue
    const form = byId.get(id)
    if (form !== undefined) count(documents, at, form.word, form.share * counts[place]!)
  }
  documents.lengths[at]! += total
}

function count({ counts }: Documents, at: number, word: number, times: number): void {
  if (counts[at] === NO_COUNTS) counts[at] = new Map()
  const own = counts[at] as Map<number, number>
  own.set(word, (own.get(word) ?? 0) + times)
}

function scoreDocuments({ counts, lengths }: Documents, wordCount: number): Float64Array {
  const scores = new Float64Array(lengths.length)
  const holders = new Array<number>(wordCount).fill(0)
  for (const own of counts) for (const word of own.keys()) holders[word]! += 1
  let length = 0
  for (const own of lengths) length += own
  const idf = holders.map((count) => bm25Idf(lengths.length, count))
  for (let at = 0; at < scores.length; at++) {
    if (counts[at] === NO_COUNTS) continue
    const norm = bm25Norm(lengths[at]!, length / lengths.length)
    for (const [word, times] of counts[at]!) scores[at]! += idf[word]! * bm25Weight(times, norm)
  }
  return scores
}

/** As documents: each turn with those around it in its session. */
function sumByWindow(turns: Documents, sessionOf: readonly number[]): Documents {
  const windows = emptyDocuments(sessionOf.length)
  for (let at = 0; at < sessionOf.length; at++) {
    for (let other = Math.max(0, at - WINDOW); other <= at + WINDOW && other < sessionOf.length; other++) {
      if (sessionOf[other] === sessionOf[at]) addDocument(windows, other, turns, at)
    }
  }
  return windows
}

function sumBySession(turns: Documents, sessionOf: readonly number[]): Documents {
  const sessions = emptyDocuments((sessionOf.at(-1) ?? -1) + 1)
  for (let at = 0; at < sessionOf.length; at++) addDocument(sessions, sessionOf[at]!, turns, at)
  return sessions
}

function addDocument(sums: Documents, at: number, { counts, lengths }: Documents, other: number): void {
  sums.lengths[at]! += lengths[other]!
  if (counts[other] === NO_COUNTS) return
  for (const [word, times] of counts[other]!) count(sums, at, word, times)
}

/** Numbers of the runs of one day. */
function numberSessions(turns: readonly Turn[]): number[] {
  let session = 0
  return turns.map(({ day }, at) => {
    if (at > 0 && day !== turns[at - 1]!.day) session++
    return session
  })
}

function sharesOfBest(scores: Float64Array): Float64Array {
  let best = 0
  for (const score of scores) if (score > best) best = score
  return best > 0 ? scores.map((score) => score / best) : scores
}
