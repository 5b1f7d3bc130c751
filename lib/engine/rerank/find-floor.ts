/** Fewer candidates have no distribution to speak of. */
const LEAST_CANDIDATES = 10
/**
 * The floor is never higher than this share of the best: scores that part higher up are all good. It loses
 * less than one in a hundred of what is relevant on each of several public collections (`npm run bench:rerank`).
 */
const HIGHEST_SHARE = 0.3

/** `value` is the least relevance, 0–1. */
export type Floor = { value: number; isLearned: boolean }

/**
 * The relevance under which a candidate is too weak. With enough candidates it is where their scores part best into two
 * groups: the threshold with the largest variance between them (Otsu: "A threshold selection method from gray-level
 * histograms", 1979, eq. 18), kept between `share` and `highestShare` of the best, so that scores which are all alike are not cut
 * apart. With fewer it is `share` of the best.
 *
 * @param share of the best relevance, 0–1; 0 turns the floor off
 * @param highestShare of the best relevance, 0–1, default 0.3
 */
export function findFloor(relevances: number[], share: number, highestShare = HIGHEST_SHARE): Floor {
  const sorted = relevances.toSorted((a, b) => a - b)
  const best = sorted.at(-1) ?? 0
  const least = share * best
  if (share === 0 || sorted.length < LEAST_CANDIDATES) return { value: least, isLearned: false }
  const parting = findParting(sorted)
  return { value: Math.min(Math.max(parting, least), Math.max(highestShare * best, least)), isLearned: true }
}

/** The lowest score of the upper group; of equally good partings the lower. */
function findParting(sorted: number[]): number {
  const total = sorted.reduce((sum, value) => sum + value, 0)
  let below = 0
  let parting = sorted[0] ?? 0
  let widest = 0
  for (let count = 1; count < sorted.length; count++) {
    below += sorted[count - 1] ?? 0
    const above = sorted.length - count
    const between = count * above * (below / count - (total - below) / above) ** 2
    if (between > widest * (1 + 1e-12)) {
      widest = between
      parting = sorted[count] ?? 0
    }
  }
  return parting
}
