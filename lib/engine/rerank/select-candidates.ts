import { jaccard, rememberedShingles, ShingleIndex } from '../text/shingles'
import type { PolicySettings } from '../vocabulary/policy'
import type { Because, ReasonCode } from '../vocabulary/reasons'
import type { Candidate } from '../vocabulary/types'
import { orderByMmr } from './order-by-mmr'

/** Least relevance, as share of the relevance floor. */
const LEAST_RELEVANCE_SHARE = 0.6
/**
 * The words of a query, and the chunks of a library, at which `coverageFloor` holds as it is. A longer query asks for less, by
 * the root of its words, since a share of many words is less often chance than one of a few. A larger library asks for more,
 * 9 % with each doubling: among more texts one holds more of any words. Learned on half of
 * the questions of six libraries: something is sent for as many of their own, and for a fifth fewer of those from elsewhere.
 */
const USUAL_WORDS = 7
const USUAL_CHUNKS = 384
const SIZE_EXPONENT = 1 / 8
/**
 * Of a question of more words than usual, the best relevance at which the floor holds as it is: what words and vectors
 * find as the better asks for fewer of the words, in proportion. A short one is found as well by chance.
 */
const USUAL_RELEVANCE = 0.66
/** Of smaller and larger libraries nothing was learned. */
const LEAST_CHUNKS = 16
const MOST_CHUNKS = 4_096
/** Of a longer query no more words need be held than of one of this many: nothing answers a whole page. */
export const LONG_QUERY_WORDS = 20
/**
 * So many go into what packing chooses from: by tokens' worth weak short ones would displace stronger long ones. The rest of
 * the `topN` best fill what these leave.
 */
export const PACKED_FIRST = 24
/** How alike two chunks of one module count beyond what their texts repeat: the reader has heard that source already. */
const SAME_MODULE = 0.2

/** `common` holds how many shingles it shares with each distinct one before it. */
type Distinct = { candidate: Candidate; at: number; size: number; common: Int32Array }

/** Best first by `final`, then by fused score; the rest of the order only makes it deterministic. */
export function compareCandidates(a: Candidate, b: Candidate): number {
  return (
    (b.signals.final ?? 0) - (a.signals.final ?? 0) ||
    (b.scores.fused ?? 0) - (a.scores.fused ?? 0) ||
    (a.module.moduleId < b.module.moduleId ? -1 : a.module.moduleId > b.module.moduleId ? 1 : 0) ||
    a.startOffset - b.startOffset ||
    a.endOffset - b.endOffset
  )
}

type Asked = {
  /** Of the query, each in whatever forms. Default 7. */
  words?: number
  /** Of the library, roughly. Default 384. */
  chunks?: number
  /**
   * Whether what shares no words with the query cannot be about it; false where a model of language searched or scored.
   * Default true.
   */
  areWordsDecisive?: boolean
}

export type SelectedCandidates = {
  kept: Candidate[]
  /** Behind those, up to the `topN` best: for the room that they leave. */
  spare: Candidate[]
  /** Good enough, but not among the `topN` best. */
  outranked: Candidate[]
  dropped: Candidate[]
  notes: string[]
}

/**
 * Decides which scored candidates go on to packing: those below the relevance floor, near-duplicates of a better one, and
 * what is left after the `topN` best by MMR are dropped, each with its reason. A weak chunk costs more than it gives: it
 * distracts the model besides taking room. Of the `topN` best those from place 25 on only fill what the others leave.
 *
 * The floor is a share of the best of the candidates' relevance and support. Since the best of what has nothing to do with the
 * query is still nothing, all of them are dropped when none covers `coverageFloor` of the query, more of it where the query is
 * short, the library large or what a long query found of little relevance, and each that has hardly any relevance. A
 * `relevanceFloor` of 0 turns all of that off.
 */
export function selectCandidates(
  scored: Candidate[],
  settings: Pick<
    PolicySettings['rerank'],
    'weights' | 'relevanceFloor' | 'coverageFloor' | 'duplicateThreshold' | 'mmrLambda' | 'topN'
  >,
  { words = USUAL_WORDS, chunks = USUAL_CHUNKS, areWordsDecisive = true }: Asked = {},
): SelectedCandidates {
  if (scored.length === 0) return { kept: [], spare: [], outranked: [], dropped: [], notes: [] }
  const ordered = [...scored].sort(compareCandidates)
  const bestCoverage = Math.max(0, ...ordered.map(coverageOf))
  const coverageFloor = findCoverageFloor(ordered, settings.coverageFloor, words, chunks)
  const isCovered = !areWordsDecisive || settings.relevanceFloor === 0 || bestCoverage >= coverageFloor
  if (!isCovered) {
    const because = { compared: bestCoverage, limit: coverageFloor, unit: 'share' } as const
    const dropped = ordered.map((candidate) => asDropped(candidate, 'below_coverage', because))
    const note = `none of what was found covers more than ${percent(bestCoverage)} of the query`
    return { kept: [], spare: [], outranked: [], dropped, notes: [note] }
  }
  const { relevant, weak } = dropWeak(ordered, settings)
  const { distinct, repeated } = dropRepeated(relevant, settings.duplicateThreshold)
  const best = orderByMmr(
    distinct,
    settings.mmrLambda,
    distinct.length,
    ({ candidate }) => candidate.signals.final ?? 0,
    redundancy,
  ).map(({ candidate }) => candidate)
  return { ...takeBest(best, settings.topN), dropped: [...weak, ...repeated], notes: [] }
}

const asDropped = (candidate: Candidate, reason: ReasonCode, because: Because): Candidate => ({
  ...candidate,
  ...{ reason, because, isDropped: true },
})

/** @param ordered at least one */
function dropWeak(
  ordered: Candidate[],
  { weights, relevanceFloor }: Pick<PolicySettings['rerank'], 'weights' | 'relevanceFloor'>,
): { relevant: Candidate[]; weak: Candidate[] } {
  /** What speaks for a candidate as an answer, whoever asks and whenever. */
  const evidenceOf = (candidate: Candidate) => {
    const total = weights.relevance + weights.support
    if (total <= 0 || candidate.signals.support === undefined) return relevanceOf(candidate)
    return (weights.relevance * relevanceOf(candidate) + weights.support * candidate.signals.support) / total
  }
  const floor = relevanceFloor * Math.max(0, ...ordered.map(evidenceOf))
  // The best of what has nothing to do with the query is still nothing: this floor is absolute.
  const leastRelevance = relevanceFloor * LEAST_RELEVANCE_SHARE
  const relevant: Candidate[] = []
  const weak: Candidate[] = []
  for (const candidate of ordered) {
    const evidence = { compared: evidenceOf(candidate), limit: floor, unit: 'score' } as const
    const least = { compared: relevanceOf(candidate), limit: leastRelevance, unit: 'score' } as const
    if (evidence.compared < evidence.limit) weak.push(asDropped(candidate, 'below_relevance_floor', evidence))
    else if (least.compared < least.limit) weak.push(asDropped(candidate, 'below_least_relevance', least))
    else relevant.push({ ...candidate, because: evidence })
  }
  return { relevant, weak }
}

/** @param candidates best first: of two alike the better one stays */
function dropRepeated(candidates: Candidate[], limit: number): { distinct: Distinct[]; repeated: Candidate[] } {
  const distinct: Distinct[] = []
  const repeated: Candidate[] = []
  const all = candidates.map(({ text }) => rememberedShingles(text))
  const index = new ShingleIndex(all.reduce((sum, { length }) => sum + length, 0))
  for (const [at, candidate] of candidates.entries()) {
    const shingles = all[at]!
    const item: Distinct = { candidate, at: distinct.length, size: shingles.length, common: index.commonWith(shingles) }
    const original = distinct.find((other) => repetition(other, item) >= limit)
    if (original) {
      const compared = repetition(original, item)
      const because = { compared, limit, unit: 'share', of: idOf(original.candidate) } as const
      repeated.push(asDropped(candidate, 'duplicate_of', because))
    } else {
      distinct.push(item)
      index.add(shingles)
    }
  }
  return { distinct, repeated }
}

/** What goes on of the best first, by its rank. */
function takeBest(best: Candidate[], limit: number): Pick<SelectedCandidates, 'kept' | 'spare' | 'outranked'> {
  const first = Math.min(PACKED_FIRST, limit)
  const rankFrom = (start: number, at: number) => ({ compared: start + at + 1, limit, unit: 'rank' }) as const
  return {
    kept: best.slice(0, first),
    spare: best.slice(first, limit).map((candidate, at): Candidate => {
      return { ...candidate, reason: 'fills_room', because: rankFrom(first, at), isSpare: true }
    }),
    outranked: best.slice(limit).map((candidate, at) => asDropped(candidate, 'below_top_n', rankFrom(limit, at))),
  }
}

function findCoverageFloor(candidates: Candidate[], share: number, words: number, chunks: number): number {
  const all = Math.max(1, words)
  const asked = Math.min(LONG_QUERY_WORDS, all)
  const size = (Math.min(MOST_CHUNKS, Math.max(LEAST_CHUNKS, chunks)) / USUAL_CHUNKS) ** SIZE_EXPONENT
  const floor = share * Math.sqrt(USUAL_WORDS / asked) * (asked / all) * size
  // words alone make the best of anything the best: without vectors the relevance tells nothing
  const isTelling = words > USUAL_WORDS && candidates.some(({ scores }) => scores.vector !== undefined)
  const best = isTelling ? Math.max(Number.EPSILON, ...candidates.map(relevanceOf)) : USUAL_RELEVANCE
  return Math.min(1, (floor * USUAL_RELEVANCE) / best)
}

/** What two texts have word for word in common, 0–1. */
function repetition(a: Distinct, b: Distinct): number {
  const common = a.at < b.at ? b.common[a.at] : a.common[b.at]
  return jaccard(common ?? 0, a.size, b.size)
}

/** Across modules texts are redundant by what they repeat, inside one also because they are of one source. */
function redundancy(a: Distinct, b: Distinct): number {
  const isSameModule = a.candidate.module.moduleId === b.candidate.module.moduleId
  return Math.min(1, repetition(a, b) + (isSameModule ? SAME_MODULE : 0))
}

const relevanceOf = ({ signals }: Candidate) => signals.relevance ?? signals.final ?? 0
const coverageOf = ({ signals }: Candidate) => signals.coverage ?? 1
const percent = (share: number) => `${Math.round(100 * share)} %`

function idOf(candidate: Candidate): string {
  return candidate.chunkId ?? candidate.module.moduleId
}
