/**
 * Of what two sequences have in common the most that stands in the same order in both (a longest increasing subsequence,
 * found by patience sorting in O(n log n)). The same set whichever sequence is named first.
 * @param a and b hold each key once
 */
export function keepOrder(a: readonly string[], b: readonly string[]): Set<string> {
  const inB = new Set(b)
  const inA = new Set(a)
  const ofA = a.filter((key) => inB.has(key))
  const ofB = b.filter((key) => inA.has(key))
  const [first, second] = isBefore(ofA, ofB) ? [ofA, ofB] : [ofB, ofA]
  const placeOf = new Map(first.map((key, at) => [key, at]))
  const kept = longestIncreasing(second.map((key) => placeOf.get(key) ?? 0))
  return new Set(kept.map((at) => second[at] ?? ''))
}

/** An order of sequences, so that both directions compute the same. */
export function isBefore(a: readonly string[], b: readonly string[]): boolean {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    if (a[at] !== b[at]) return (a[at] ?? '') < (b[at] ?? '')
  }
  return a.length <= b.length
}

/** Indices of a longest strictly increasing subsequence. */
function longestIncreasing(values: readonly number[]): number[] {
  const ends: number[] = []
  const before: number[] = []
  values.forEach((value, at) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1
      else high = middle
    }
    before[at] = low > 0 ? (ends[low - 1] ?? -1) : -1
    ends[low] = at
  })
  const found: number[] = []
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) found.push(at)
  return found.reverse()
}
