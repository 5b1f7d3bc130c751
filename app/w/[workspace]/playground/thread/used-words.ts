import { formatNumber } from '@/components/ui/format-number'
import type { SentCounts } from '@/lib/schemas/contexts/sent-context'

export function describeUsed({ candidates, included, instructions }: SentCounts): string {
  const used = `used ${formatNumber(included)} of ${formatNumber(candidates)} candidates`
  return instructions === 0 ? used : `${used}, ${formatNumber(instructions)} of them as instructions`
}

/** What stands beside each other is one passage. */
export function describePassages(passages: number, { included, instructions }: SentCounts): string {
  if (passages === 1) return 'A model would be sent this passage'
  const parts = included - instructions
  const all = `A model would be sent these ${formatNumber(passages)} passages`
  return parts > passages ? `${all}, made of ${formatNumber(parts)} candidates` : all
}
