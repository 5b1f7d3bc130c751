import type { CandidateModule, Priority } from '../../vocabulary/types'

const AUTHORITY: Record<Priority, number> = { high: 1, medium: 0.5, low: 0 }
/** What experience counts against the curators' word. */
const GROUNDING_SHARE = 1 / 3

/**
 * How much weight a module has by its curators and by experience, 0–1: its priority, and for a third, once there is any,
 * how often the answers that it was sent with cited it.
 */
export function authority({ priority, grounding }: Pick<CandidateModule, 'priority' | 'grounding'>): number {
  const given = AUTHORITY[priority]
  return grounding === undefined ? given : (1 - GROUNDING_SHARE) * given + GROUNDING_SHARE * grounding
}
