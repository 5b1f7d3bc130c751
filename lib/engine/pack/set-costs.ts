import type { ContextItem } from '../vocabulary/plan'
import type { Candidate } from '../vocabulary/types'
import { isTouching, toItem } from './merge-candidates'

/** Tokens of an item as it is sent, with its markup. */
export type CostOf = (item: ContextItem) => number

/**
 * Tokens of sets of one module version's candidates, as `mergeCandidates` sends them: an overlap and the markup of
 * chunks that touch are paid once, and the module's name. Counts each candidate and each pair of neighbours a single time.
 */
export class SetCosts {
  private readonly alone: (number | undefined)[] = []
  private readonly continued: (number | undefined)[] = []
  private readonly after = new Map<number, number>()

  constructor(
    private readonly candidates: Candidate[],
    private readonly costOf: CostOf,
  ) {}

  /** @param set indexes in reading order: by start, the longer first */
  of(set: number[]): number {
    let tokens = 0
    let last = -1
    for (const index of set) {
      const { resolution, endOffset } = this.candidates[index]!
      if (resolution === 'full') return this.ofOne(index)
      tokens += this.ofNext(last, index)
      const isLast = last < 0 || endOffset >= this.candidates[last]!.endOffset
      if (resolution === 'section' && isLast) last = index
    }
    return tokens
  }

  /** What a part costs after others in reading order, of which the chunk `last` (-1: none) ends last. */
  ofNext(last: number, index: number): number {
    const part = this.candidates[index]!
    const before = last < 0 || part.resolution === 'summary' ? undefined : this.candidates[last]!
    if (!before) return this.ofOne(index)
    if (!isTouching(before, part)) return this.ofContinued(index)
    if (part.endOffset <= before.endOffset) return 0
    const key = last * this.candidates.length + index
    const known = this.after.get(key)
    if (known !== undefined) return known
    const tokens = Math.max(0, this.costOf(toItem([before, part])) - this.ofOne(last))
    this.after.set(key, tokens)
    return tokens
  }

  private ofContinued(index: number): number {
    this.continued[index] ??= this.costOf({ ...toItem([this.candidates[index]!]), form: 'continued' })
    return this.continued[index]
  }

  private ofOne(index: number): number {
    this.alone[index] ??= this.costOf(toItem([this.candidates[index]!]))
    return this.alone[index]
  }
}
