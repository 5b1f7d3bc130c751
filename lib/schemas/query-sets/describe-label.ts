import { cutText } from '@/lib/engine/text/cut-text'
import type { CheckedQuery } from './query-set'

export type StoredLabel = CheckedQuery['labels'][number]

/** Of a passage as much as names it, in UTF-16 units. */
const TOLD = 120

/** A label as a short phrase: `finds rollback › Steps: “To undo a deployment…”`. `nameOf` tells what a module is called. */
export function describeLabel(
  { module, passage }: StoredLabel,
  nameOf: (moduleId: string) => string = (id) => id,
): string {
  if (!passage) return `finds ${nameOf(module)}`
  const text = passage.text.replace(/\s+/g, ' ').trim()
  const told = text.length > TOLD ? `${cutText(text, TOLD).toWellFormed()}…` : text
  return `finds ${[nameOf(module), ...passage.headingPath].join(' › ')}: “${told}”`
}
