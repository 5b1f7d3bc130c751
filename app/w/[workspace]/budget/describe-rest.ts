import { formatCount, formatNumber } from '@/components/ui/format-number'
import type { ComposedContext } from '@/lib/engine'

/**
 * Why the tokens of what is sent are fewer than the tokens that are sent; undefined where they are the same. The list has
 * the tokens of the library, the sum those of the model, which may be an estimate.
 */
export function describeRest({ usage, trace }: Pick<ComposedContext, 'usage' | 'trace'>): string | undefined {
  const listed = trace.candidates.reduce((sum, { fate, tokens }) => sum + (fate === 'included' ? tokens : 0), 0)
  const rest = usage.inputTokens - listed
  if (rest <= 0) return undefined
  const parts = [
    'the question',
    ...(usage.sections.history.used > 0 ? ['what was said before'] : []),
    ...(usage.sections.profile.used > 0 ? ['the profile'] : []),
    'the lines around each part',
  ]
  const around = `for ${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}.`
  const percent = usage.counting?.percent ?? 100
  const estimated = Math.min(rest, Math.round((listed * (percent - 100)) / 100))
  if (estimated <= 0) return `${formatCount(rest, 'more token')} ${around}`
  return `${formatCount(rest, 'more token')}: ${formatNumber(estimated)} because the tokens of this model are estimated, at ${formatNumber(percent)}% of those in this list, and ${formatNumber(rest - estimated)} ${around}`
}
