type Pace = { startedAt: number; now: number; done: number; left: number }

/** A later end is told when this share of the time left comes on top: a pace that changes would count up by seconds. */
const NOTABLE = 0.25

/**
 * When work will have ended at the pace so far, in milliseconds since the epoch; null in the first moments.
 *
 * @param before what was expected last
 */
export function expectEnd(before: number | null, { startedAt, now, done, left }: Pace): number | null {
  const elapsedMs = now - startedAt
  if (done === 0 || elapsedMs < 1000) return null
  const end = now + (elapsedMs / done) * left
  const isAsBefore = before !== null && end > before && end - before < NOTABLE * (before - now)
  return isAsBefore ? before : end
}
