import type { CandidatePlace, ComparedContext, RankedCandidate } from '../vocabulary/comparison'
import type { CandidateTrace } from '../vocabulary/trace'

/**
 * Where each candidate stands in the two contexts, the best first. A candidate of another version is the same one where it
 * has the same heading in its module.
 */
export function compareCandidates(a: ComparedContext, b: ComparedContext): RankedCandidate[] {
  const ranked = new Map<string, RankedCandidate>()
  for (const side of ['a', 'b'] as const) {
    for (const { key, candidate, place } of placed((side === 'a' ? a : b).trace.candidates)) {
      const { moduleId, title } = candidate
      const known = ranked.get(key) ?? { key, moduleId, title, a: null, b: null }
      ranked.set(key, { ...known, title, [side]: toPlace(candidate, place) })
    }
  }
  const best = (each: RankedCandidate) => Math.min(placeOf(each.a), placeOf(each.b))
  return [...ranked.values()].sort((x, y) => best(x) - best(y) || (x.key < y.key ? -1 : 1))
}

const placeOf = (side: CandidatePlace | null) => side?.place ?? Number.POSITIVE_INFINITY

/** What is sent without being found stands before what was found. */
const scoreOf = ({ signals, fate }: CandidateTrace) =>
  signals.final ?? (fate === 'included' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY)

function placed(candidates: CandidateTrace[]) {
  const named = nameAll(candidates)
  return named
    .sort(
      (x, y) =>
        compareNumbers(scoreOf(y.candidate), scoreOf(x.candidate)) ||
        Number(y.candidate.fate === 'included') - Number(x.candidate.fate === 'included') ||
        (x.key < y.key ? -1 : 1),
    )
    .map((each, at) => ({ ...each, place: at + 1 }))
}

/** Infinities are equal, not NaN apart. */
const compareNumbers = (x: number, y: number) => (x === y ? 0 : x - y)

/** Chunks under one heading are counted in the order of the text. */
function nameAll(candidates: CandidateTrace[]): { key: string; candidate: CandidateTrace }[] {
  const counts = new Map<string, number>()
  const startOf = ({ sourceRange }: CandidateTrace) => sourceRange?.start ?? 0
  return candidates
    .toSorted((x, y) => startOf(x) - startOf(y) || compareNames(x.chunkId ?? '', y.chunkId ?? ''))
    .map((candidate) => {
      const { moduleId, title, chunkId, resolution } = candidate
      // a module may have another name by now
      const heading = title.split(' › ').slice(1).join(' › ')
      const name = [moduleId, chunkId === undefined ? (resolution ?? 'full') : 'section', heading].join(' ')
      const count = counts.get(name) ?? 0
      counts.set(name, count + 1)
      return { key: count === 0 ? name : `${name} ${count + 1}`, candidate }
    })
}

const compareNames = (x: string, y: string) => (x < y ? -1 : Number(x > y))

function toPlace({ fate, reason, because, version, tokens, signals }: CandidateTrace, place: number): CandidatePlace {
  const { final: score } = signals
  return {
    ...{ place, isSent: fate === 'included', version, tokens, reason },
    ...(because && { because }),
    ...(score === undefined ? {} : { score }),
  }
}
