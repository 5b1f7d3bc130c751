import { describeCounts, formatDelta } from '@/components/context/compare/compare-words'
import { formatCount, formatNumber } from '@/components/ui/format-number'
import type { ChangedQueryDto } from '@/lib/schemas/change-effect'

type Progress = { done: number; total: number; changed: number; unchanged: number; notComposed: number }

/** `3 of 12 contexts change, 9 stay as they are.` */
export function describeProgress({ done, changed, unchanged, notComposed }: Progress): string {
  const rest =
    unchanged === 0 ? '' : `, ${formatNumber(unchanged)} ${unchanged === 1 ? 'stays as it is' : 'stay as they are'}`
  const failed = notComposed === 0 ? '' : ` ${formatCount(notComposed, 'context')} could not be composed.`
  return `${formatNumber(changed)} of ${formatCount(done, 'context')} ${changed === 1 || done === 1 ? 'changes' : 'change'}${rest}.${failed}`
}

/** `−412 tokens · in 1, out 2`. */
export function describeChanged({ counts, inputTokens, error }: ChangedQueryDto): string {
  if (error !== null) return error
  const parts = [`${formatDelta(inputTokens.a, inputTokens.b)} tokens`, describeCounts({ ...counts, same: 0 })]
  return parts.filter((words) => words !== '').join(' · ')
}
