import type { Priority } from '../../types'

const AUTHORITY: Record<Priority, number> = { high: 1, medium: 0.5, low: 0 }

/** How much weight the curators gave the module: its priority on a scale of 0–1. */
export function authority(priority: Priority): number {
  return AUTHORITY[priority]
}
