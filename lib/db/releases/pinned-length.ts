/** Two average lengths that differ by less than half of it share their weights. */
const STEP = 1.05

/**
 * The length, in terms, that BM25 weights are computed with where texts are `average` long on average: the nearest power of
 * 1.05. It follows from the texts alone, so that the same texts are found alike whatever the order they came in. That is why
 * a length which is still near enough is not kept: an average that moves to and fro over the middle between two powers has the
 * weights rebuilt each time.
 */
export function pinnedLength(average: number): number {
  return average > 0 ? STEP ** Math.round(Math.log(average) / Math.log(STEP)) : 0
}
