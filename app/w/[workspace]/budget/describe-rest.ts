import { formatCount } from '@/components/ui/format-number'
import type { ComposedContext } from '@/lib/engine'

/** Why the tokens of what is sent are fewer than the tokens that are sent; undefined where they are the same. */
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
  return `${formatCount(rest, 'more token')} for ${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}.`
}
