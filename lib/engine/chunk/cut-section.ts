import { cohesionBehind } from './cohesion'
import type { Unit } from './split-block'
import type { TokenRuler } from './token-ruler'

/** `head` and `foot`: what stands before and behind the text of the range, and is counted with it. */
export type CutSpan = { start: number; end: number; tokens: number; head: string; foot: string }

export type CutOptions = {
  maxTokens: number
  /** The most tokens that may repeat the end of the chunk before; repeating ends at half of it. */
  overlapTokens: number
}

/** `tokens` with the white space behind it, `repeatable`: tokens right before it that a chunk may repeat. */
type Measured = Unit & { tokens: number; cutCost: number; repeatable: number }

/** What a cut costs beside its place. */
const CUT_COST = 1
const COHESION_COST = 2
/** Cost of a chunk as long as the limit; it grows with the square of the length, so that text is shared out evenly. */
const LENGTH_COST = 2

/**
 * Cuts the units of a section into chunks at the least total cost, by dynamic programming: a cut costs
 * 1 + resistance + 2 · cohesion of what stands before and after it, a chunk 2 · (tokens / limit)². So cuts fall where
 * blocks end and topics turn, and no chunk is a small remainder. The shortest path over all segmentations as in Utiyama,
 * Isahara: "A statistical model for domain-independent text segmentation", ACL 2001, with other costs.
 */
export function cutSection(body: string, units: Unit[], options: CutOptions, ruler: TokenRuler): CutSpan[] {
  const measured = measure(body, units, options.overlapTokens, ruler)
  const spans: CutSpan[] = []
  const cut = (first: number, last: number, limit: number) => {
    for (const [from, to] of findRuns(measured, first, last, limit)) {
      const span = toSpan(measured, from, to, spans.at(-1), options.maxTokens, ruler)
      // The sum of the units is not always the count of the whole.
      if (span.tokens > options.maxTokens && to - from > 1) cut(from, to, Math.floor(limit * 0.9))
      else spans.push(span)
    }
  }
  cut(0, units.length, options.maxTokens)
  return spans
}

function measure(body: string, units: Unit[], overlapTokens: number, ruler: TokenRuler): Measured[] {
  const parts = units.map(({ start, end }, at) => {
    const gap = ruler.measure(end, units[at + 1]?.start ?? end)
    return { text: body.slice(start, end), tokens: ruler.measure(start, end) + gap }
  })
  const cohesion = cohesionBehind(parts)
  return units.map((unit, at) => {
    let repeatable = 0
    for (let from = at - 1; from >= 0 && unit.kind !== 'heading' && repeatable < overlapTokens / 2; from--) {
      const tokens = parts[from]?.tokens ?? 0
      if (!isRepeatable(units[from], units[from + 1], ruler) || repeatable + tokens > overlapTokens) break
      repeatable += tokens
    }
    const cutCost = CUT_COST + unit.resistance + COHESION_COST * (cohesion[at] ?? 0)
    return { ...unit, tokens: parts[at]?.tokens ?? 0, cutCost, repeatable }
  })
}

/** The cheapest sequence of runs `[from, to)` of at most `limit` tokens each; a unit beyond the limit stands alone. */
function findRuns(units: Measured[], first: number, last: number, limit: number): [number, number][] {
  const least = new Float64Array(last - first + 1)
  const previous = new Int32Array(last - first + 1)
  for (let to = first + 1; to <= last; to++) {
    const cutCost = to < last ? units[to - 1]!.cutCost : 0
    const footTokens = units[to - 1]!.foot?.tokens ?? 0
    let tokens = 0
    let best = Number.POSITIVE_INFINITY
    for (let from = to - 1; from >= first; from--) {
      const unit = units[from]!
      tokens += unit.tokens
      if (tokens > limit && from < to - 1) break
      const repeated = (from > first ? unit.repeatable : 0) + (unit.head?.tokens ?? 0) + footTokens
      if (tokens + repeated > limit && from < to - 1) continue
      const cost = least[from - first]! + cutCost + LENGTH_COST * ((tokens + repeated) / limit) ** 2
      if (cost < best) {
        best = cost
        previous[to - first] = from
      }
    }
    least[to - first] = best
  }
  const runs: [number, number][] = []
  for (let to = last; to > first; to = previous[to - first]!) runs.push([previous[to - first]!, to])
  return runs.reverse()
}

function toSpan(
  units: Measured[],
  from: number,
  to: number,
  previous: CutSpan | undefined,
  maxTokens: number,
  ruler: TokenRuler,
): CutSpan {
  const end = units[to - 1]!.end
  // Half of the chunk before at most, else the two say the same.
  const earliest = previous ? (previous.start + previous.end) / 2 : end
  let begin = from
  for (let left = units[from]!.repeatable; begin > 0 && left > 0 && units[begin - 1]!.start >= earliest; begin--) {
    left -= units[begin - 1]!.tokens
  }
  const foot = units[to - 1]!.foot?.text ?? ''
  for (; ; begin++) {
    const unit = units[begin]!
    const { start } = unit
    const head = unit.head?.text ?? ''
    const tokens = ruler.countText(head + ruler.clean.text(start, end) + foot)
    if (tokens <= maxTokens || (begin >= from && to - from > 1)) return { start, end, tokens, head, foot }
    if (begin >= from) return { start, end, tokens: ruler.count(start, end), head: '', foot: '' }
  }
}

/** Text that flows, with no noise in it or up to the next: so the offsets of what is repeated are those of its text. */
function isRepeatable(unit: Unit | undefined, next: Unit | undefined, ruler: TokenRuler): boolean {
  if (unit === undefined || (unit.kind !== 'text' && unit.kind !== 'item')) return false
  return !ruler.clean.hasNoise(unit.start, next?.start ?? unit.end)
}
