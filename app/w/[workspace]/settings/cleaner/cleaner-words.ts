import { formatCount, formatNumber } from '@/components/ui/format-number'
import type { NoiseKind } from '@/lib/engine'
import type { CleanerDto, CleanerPreviewDto } from '@/lib/schemas/modules/cleaner'

/** What each kind is, as the screen names it. */
export const NOISE_WORDS: Record<NoiseKind, { label: string; hint: string }> = {
  data: { label: 'Base64 data', hint: 'Images and certificates written as text; a note stands in their place.' },
  comments: { label: 'Comments', hint: 'HTML <!-- … -->, MDX {/* … */} and Obsidian %% … %%, outside of code.' },
  code: { label: 'MDX imports and exports', hint: 'Lines such as import Tabs from “…”, outside of code.' },
  components: { label: 'Layout components', hint: 'Tags such as <Intro> alone on a line; the text inside stays.' },
  badges: { label: 'Badges and tracking pixels', hint: 'Build badges and images of one pixel.' },
}

export const NOISE_KINDS = Object.keys(NOISE_WORDS) as NoiseKind[]

/** How many texts a change prepares anew. */
export function describeChange({ modules }: Pick<CleanerDto, 'modules'>): string {
  if (modules === 0) return 'No module is published yet, so nothing has to be prepared anew.'
  return `${formatCount(modules, 'module')} will be cut and indexed anew in the background. Until its turn comes, each is found and sent as it is now. Earlier answers replay as they were.`
}

export function describeProgress({ modules, prepared }: Pick<CleanerDto, 'modules' | 'prepared'>): string {
  if (modules === 0) return 'No published module yet'
  if (prepared >= modules) return `${formatCount(modules, 'module')}, all prepared by it`
  return `${formatNumber(prepared)} of ${formatCount(modules, 'module')}`
}

/** What a preview saves of a text, in tokens. */
export function describeSaving({ tokens, cleanTokens }: Pick<CleanerPreviewDto, 'tokens' | 'cleanTokens'>): string {
  const saved = tokens - cleanTokens
  if (saved <= 0) return `Nothing is left out: all ${formatCount(tokens, 'token')} are sent.`
  return `${formatCount(saved, 'token')} of ${formatNumber(tokens)} are left out; ${formatNumber(cleanTokens)} stay.`
}

export function describeKind({ kind, count, tokens }: CleanerPreviewDto['kinds'][number]): string {
  return `${NOISE_WORDS[kind].label}: ${formatCount(count, 'place')}, ${formatCount(Math.max(0, tokens), 'token')}`
}
