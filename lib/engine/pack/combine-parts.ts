import type { Candidate } from '../vocabulary/types'
import type { Coverage, Met } from './coverage'
import type { SetCosts } from './set-costs'

/** Some parts of a module that can be sent together, required ones included. */
type Combination = {
  items: number[]
  tokens: number
  worth: number
  /** Shares met, in the order of the needs of the module. */
  shares: Float64Array
  /** The chunk that ends last; -1 without one. */
  lastText: number
  textEnd: number
  summaryEnd: number
}

type CombineInput = {
  candidates: Candidate[]
  /** Indexes of chunks and summaries in reading order. */
  parts: number[]
  coverage: Coverage
  costs: SetCosts
  /** Combinations that are kept at most. */
  limit: number
  /** Nothing outside of the module makes one combination better than another that is worth as much and costs as much. */
  isIndependent: boolean
}
export type Combined = { combinations: Combination[]; needs: number[] }

/** So many are not worth sorting out between the parts. */
const FEW = 16

/**
 * The combinations of a module's parts, extended part by part. Of an independent module those are left out that another
 * makes needless, which costs no more, is worth no less and looks the same to later parts (Nemhauser, Ullmann 1969).
 * Where there are still too many, the best of about as many tokens stay.
 */
export function combineParts(input: CombineInput): Combined {
  const { candidates, parts, coverage, limit, isIndependent } = input
  const placeOf = new Map<number, number>()
  for (const part of parts) {
    for (const { need } of coverage.meets[part]!) if (!placeOf.has(need)) placeOf.set(need, placeOf.size)
  }
  const needs = [...placeOf.keys()]
  const nothing = { tokens: 0, worth: 0, lastText: -1, textEnd: 0, summaryEnd: 0 }
  let combinations: Combination[] = [{ ...nothing, items: [], shares: new Float64Array(needs.length) }]
  for (const part of parts) {
    const before = combinations
    combinations = candidates[part]!.isRequired ? [] : [...before]
    for (const each of before) {
      const longer = join(each, part, input, placeOf)
      if (longer) combinations.push(longer)
    }
    if (isIndependent && combinations.length > FEW) combinations = dropNeedless(combinations, borderOf)
    if (combinations.length > limit) combinations = bestByTokens(combinations, limit)
  }
  if (isIndependent) combinations = dropNeedless(combinations, () => '')
  return { combinations, needs }
}

/** undefined where the part cannot stand beside what is there. */
function join(
  before: Combination,
  part: number,
  { candidates, coverage, costs }: CombineInput,
  placeOf: Map<number, number>,
): Combination | undefined {
  const { resolution, startOffset, endOffset } = candidates[part]!
  const isSummary = resolution === 'summary'
  if (before.summaryEnd > startOffset || (isSummary && before.textEnd > startOffset)) return undefined
  const shares = before.shares.slice()
  let { worth } = before
  for (const { need, share } of coverage.meets[part]!) {
    const place = placeOf.get(need)!
    if (share <= shares[place]!) continue
    worth += coverage.relevance[need]! * (share - shares[place]!)
    shares[place] = share
  }
  const isLast = !isSummary && endOffset >= before.textEnd
  return {
    items: [...before.items, part],
    tokens: before.tokens + costs.ofNext(before.lastText, part),
    worth,
    shares,
    lastText: isLast ? part : before.lastText,
    textEnd: isLast ? endOffset : before.textEnd,
    summaryEnd: isSummary ? Math.max(endOffset, before.summaryEnd) : before.summaryEnd,
  }
}

/** What later parts can see of a combination. */
function borderOf({ lastText, summaryEnd }: Combination): string {
  return `${summaryEnd} ${lastText}`
}

function dropNeedless(combinations: Combination[], toBorder: (each: Combination) => string): Combination[] {
  const bestAt = new Map<string, number>()
  return combinations
    .sort((a, b) => a.tokens - b.tokens || b.worth - a.worth)
    .filter((each) => {
      const border = toBorder(each)
      const isBetter = each.worth > (bestAt.get(border) ?? -1)
      if (isBetter) bestAt.set(border, each.worth)
      return isBetter
    })
}

/** The first stays: what the others add is counted from it. */
function bestByTokens([first, ...others]: Combination[], limit: number): Combination[] {
  const width = Math.max(1, Math.max(...others.map(({ tokens }) => tokens)) / limit)
  const best = new Map<number, Combination>()
  for (const each of others) {
    const bucket = Math.floor(each.tokens / width)
    if (each.worth > (best.get(bucket)?.worth ?? -1)) best.set(bucket, each)
  }
  return first ? [first, ...best.values()] : []
}

export function toMet(shares: Float64Array, needs: number[]): Met[] {
  const met: Met[] = []
  for (let place = 0; place < needs.length; place++) {
    if (shares[place]! > 0) met.push({ need: needs[place]!, share: shares[place]! })
  }
  return met
}
