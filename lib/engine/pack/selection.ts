import type { ContextItem } from '../plan'
import type { Candidate } from '../types'
import { mergeCandidates, moduleKey } from './merge-candidates'

/** Tokens of an item as it is sent, with its markup. */
export type CostOf = (item: ContextItem) => number

/** A growing set of candidates that knows what it costs as sent: overlaps are paid for once. */
export class Selection {
  private readonly byModule = new Map<string, { candidates: Candidate[]; tokens: number }>()
  tokens = 0

  constructor(private readonly costOf: CostOf) {}

  has(candidate: Candidate): boolean {
    return this.byModule.get(moduleKey(candidate))?.candidates.includes(candidate) ?? false
  }

  hasModule(moduleId: string): boolean {
    return this.all().some((candidate) => candidate.module.moduleId === moduleId)
  }

  all(): Candidate[] {
    return [...this.byModule.values()].flatMap(({ candidates }) => candidates)
  }

  /** Tokens that adding these would cost; less than they have by themselves where text is already there. */
  extraTokens(added: Candidate[]): number {
    return this.regroup(added).reduce((total, { extra }) => total + extra, 0)
  }

  add(added: Candidate[]): void {
    for (const { key, candidates, tokens, extra } of this.regroup(added)) {
      this.byModule.set(key, { candidates, tokens })
      this.tokens += extra
    }
  }

  private regroup(added: Candidate[]) {
    return [...Map.groupBy(added, moduleKey)].map(([key, news]) => {
      const before = this.byModule.get(key)
      const candidates = [...(before?.candidates ?? []), ...news]
      const tokens = mergeCandidates(candidates).reduce((total, item) => total + this.costOf(item), 0)
      return { key, candidates, tokens, extra: tokens - (before?.tokens ?? 0) }
    })
  }
}
