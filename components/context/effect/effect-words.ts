import { describeCounts, formatDelta } from '@/components/context/compare/compare-words'
import { formatCount, formatNumber, formatUsd } from '@/components/ui/format-number'
import type { ChangedQueryDto } from '@/lib/schemas/changes/change-effect'

type Progress = {
  done: number
  total: number
  changed: number
  unchanged: number
  lost: number
  notComposed: number
}

/**
 * `3 of 12 contexts change, 9 stay as they are; 2 lose a required module.`; while they are composed, `20 of 200 contexts
 * are composed: 18 change, 2 stay as they are.`
 */
export function describeProgress({ done, total, changed, unchanged, lost, notComposed }: Progress): string {
  const rest =
    unchanged === 0 ? '' : `, ${formatNumber(unchanged)} ${unchanged === 1 ? 'stays as it is' : 'stay as they are'}`
  const losing = lost === 0 ? '' : `; ${formatNumber(lost)} ${lost === 1 ? 'loses' : 'lose'} a required module`
  const failed = notComposed === 0 ? '' : ` ${formatCount(notComposed, 'context')} could not be composed.`
  if (done < total) {
    const composed = `${formatNumber(done)} of ${formatCount(total, 'context')} ${done === 1 ? 'is' : 'are'} composed`
    return `${composed}: ${formatNumber(changed)} ${changed === 1 ? 'changes' : 'change'}${rest}${losing}.${failed}`
  }
  return `${formatNumber(changed)} of ${formatCount(done, 'context')} ${changed === 1 || done === 1 ? 'changes' : 'change'}${rest}${losing}.${failed}`
}

/** `Their input costs $0.021 → $0.019.`, of those whose model has a price; empty where none has. */
export function describeCosts(changes: Pick<ChangedQueryDto, 'inputUsd'>[]): string {
  const priced = changes.flatMap(({ inputUsd }) => inputUsd ?? [])
  if (priced.length === 0) return ''
  const sum = (side: 'a' | 'b') => formatUsd(priced.reduce((total, each) => total + each[side], 0))
  const [from, to] = [sum('a'), sum('b')]
  const whose = priced.length === changes.length ? 'Their input' : `The input of ${formatNumber(priced.length)} of them`
  return from === to ? `${whose} costs ${to} on both sides.` : `${whose} costs ${from} → ${to}.`
}

function describeUsd(usd: ChangedQueryDto['inputUsd']): string {
  if (!usd || formatUsd(usd.a) === formatUsd(usd.b)) return ''
  return `${formatUsd(usd.a)} → ${formatUsd(usd.b)}`
}

/** `−412 tokens · $0.0012 → $0.0009 · in 1, out 2 · loses Chunks`. */
export function describeChanged({ counts, inputTokens, inputUsd, modules, error }: ChangedQueryDto): string {
  if (error !== null) return error
  // a title has the module's name, then the headings
  const lost = [...new Set(modules.filter(({ isLost }) => isLost).map(({ title }) => title.split(' › ')[0]))]
  const loses = lost.length === 0 ? '' : `loses ${lost.join(', ')}`
  const parts = [
    `${formatDelta(inputTokens.a, inputTokens.b)} tokens`,
    describeUsd(inputUsd),
    describeCounts({ ...counts, same: 0 }),
    loses,
  ]
  return parts.filter((words) => words !== '').join(' · ')
}
