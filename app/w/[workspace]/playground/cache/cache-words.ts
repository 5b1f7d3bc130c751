import { formatNumber } from '@/components/ui/format-number'
import { CACHE_MINUTES, type CacheTurn, leastCachedTokens } from '@/lib/schemas/contexts/cache-map'

function tellCause({ kind, moduleId, title, from, to }: NonNullable<CacheTurn['cause']>): string {
  const name = title ?? moduleId ?? ''
  if (kind === 'version') return `${name} is v${to}, it was v${from}`
  if (kind === 'came') return `${name} came in`
  if (kind === 'gone') return `${name} is no longer sent`
  if (kind === 'moved') return `${name} stands at another place`
  if (kind === 'profile') return 'the profile says something else'
  if (kind === 'frame') return 'the policy, layout or format is another one'
  return 'its text is another one'
}

type Told = Pick<CacheTurn, 'model' | 'state' | 'cause' | 'prefixTokens'>

/** What became of the stable prefix since the turn before. */
export function tellPrefix({ model, state, cause, prefixTokens }: Told): string {
  if (state === 'unknown') return 'A context is not kept any more.'
  if (state === 'first') return 'First turn of this model.'
  if (state === 'changed' && cause) return `Changed: ${tellCause(cause)}.`
  const least = leastCachedTokens(model)
  if (prefixTokens !== null && prefixTokens < least) {
    return `Kept, but under ${formatNumber(least)} tokens: too few for this model’s cache.`
  }
  if (state === 'expired') return `Kept, but the turn before is more than ${CACHE_MINUTES} minutes ago.`
  return 'Kept.'
}
