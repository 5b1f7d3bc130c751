import { describeCounts, formatDelta } from '@/components/context/compare/compare-words'
import { formatCount, formatNumber } from '@/components/ui/format-number'
import type { EffectDto } from '@/lib/schemas/changes/effect'

type Told = Pick<EffectDto, 'compared' | 'unchanged' | 'notComposed' | 'hasMet'>

/** `3 of 12 contexts change, 9 stay as they are.` */
export function describeEffect({ compared, unchanged, notComposed }: Told): string {
  const changed = compared - unchanged
  const rest =
    unchanged === 0 ? '' : `, ${formatNumber(unchanged)} ${unchanged === 1 ? 'stays as it is' : 'stay as they are'}`
  const failed = notComposed === 0 ? '' : ` ${formatCount(notComposed, 'context')} could not be composed.`
  const verb = changed === 1 || compared === 1 ? 'changes' : 'change'
  return `${formatNumber(changed)} of ${formatCount(compared, 'context')} ${verb}${rest}.${failed}`
}

/** Which questions those are. */
export function describeQuestions({ compared, hasMet }: Pick<EffectDto, 'compared' | 'hasMet'>): string {
  const latest = compared === 1 ? 'latest question' : `latest ${formatNumber(compared)} questions`
  if (hasMet) return `The ${latest} that met this module, with what is published and with this draft.`
  return `No recent question met this module: ${compared === 1 ? 'this is' : 'these are'} the ${latest}.`
}

type Change = Pick<EffectDto['changes'][number], 'counts' | 'inputTokens' | 'isSent'>

/** `−412 tokens · cut differently 1 · no longer sent`. */
export function describeChange({ counts, inputTokens, isSent }: Change): string {
  const tokens = `${formatDelta(inputTokens.a, inputTokens.b)} tokens`
  const sent = isSent.a === isSent.b ? [] : [isSent.b ? 'this module comes in' : 'this module is no longer sent']
  return [tokens, describeCounts({ ...counts, same: 0 }), ...sent].filter((words) => words !== '').join(' · ')
}
