import type { CheckedQuery } from './query-set'

export type StoredLabel = CheckedQuery['labels'][number]

/** Of a passage as much as names it, in UTF-16 units. */
const TOLD = 120

/** A label as a short phrase: `finds rollback › Steps: “To undo a deployment…”`. */
export function describeLabel({ module, passage }: StoredLabel): string {
  if (!passage) return `finds ${module}`
  const text = passage.text.replace(/\s+/g, ' ').trim()
  const told = text.length > TOLD ? `${text.slice(0, TOLD).toWellFormed()}…` : text
  return `finds ${[module, ...passage.headingPath].join(' › ')}: “${told}”`
}
