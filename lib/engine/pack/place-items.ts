import type { ContextItem } from '../vocabulary/plan'
import type { Placement } from '../vocabulary/policy'
import { versionKey } from '../vocabulary/version-key'

/**
 * The order in which items are read. A module's parts stand together, in the order of its text. Modules come best first
 * (`rank`), or from both ends inwards (`ends`): first, third … fourth, second, since models read the middle of a long
 * context least (Liu et al.: "Lost in the Middle", 2023).
 *
 * @param items those of the better modules first
 */
export function placeItems(items: ContextItem[], placement: Placement): ContextItem[] {
  const modules = [...Map.groupBy(items, keyOf).values()].map((parts) =>
    parts.toSorted((a, b) => startOf(a) - startOf(b)),
  )
  if (placement !== 'ends') return modules.flat()
  const front = modules.filter((_, rank) => rank % 2 === 0)
  const back = modules.filter((_, rank) => rank % 2 === 1)
  return [...front, ...back.toReversed()].flat()
}

/** For the trace: which module stands where, with its rank; undefined where there is no choice. */
export function describePlacement(items: ContextItem[], placed: ContextItem[]): string | undefined {
  const ranks = new Map([...new Set(items.map(keyOf))].map((key, index) => [key, index + 1]))
  if (ranks.size < 3) return undefined
  const order = [...new Set(placed.map(keyOf))].map((key) => `${key} (${ranks.get(key)})`)
  return `knowledge stands in this order, by rank from both ends: ${order.join(', ')}`
}

function keyOf({ module }: ContextItem): string {
  return versionKey(module)
}

function startOf({ parts }: ContextItem): number {
  return parts[0]?.sourceStart ?? 0
}
