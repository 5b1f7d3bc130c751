import { coverageOf, type Question } from './question'
import type { Quote } from './to-quotes'

/** A number with what it counts: “230 tokens”, “10 %”, “two days”. */
export const MEASURED =
  /(?:^|[\s(~≤≥$€])(?:\d[\d.,–-]*|two|three|four|five|six|seven|eight|nine|ten|twelve)(?:\s?%|[\s-]\p{L}{2,}|\s?\p{L}{1,3}\b)/iu
/** Share of what is asked that the part holds. */
const MIN_MEASURED = 0.7

/** Place of the part that says a number of what is asked about, best where it names that before; −1 where none does. */
export function measuredAt({ block, parts, context }: Quote, { form, weights, toTerms }: Question): number {
  if (!form.isMeasure || block.kind === 'code' || block.kind === 'outline') return -1
  let best = { at: -1, sum: 0 }
  for (const [at, part] of block.parts.entries()) {
    const number = part.search(MEASURED)
    const coverage = coverageOf(weights, parts[at] ?? new Set(), context)
    if (number < 0 || coverage < MIN_MEASURED) continue
    const before = new Set(toTerms(part.slice(0, number)))
    const sum = coverage + coverageOf(weights, before)
    if (coverageOf(weights, before, context) > 0 && sum > best.sum) best = { at, sum }
  }
  return best.at
}
