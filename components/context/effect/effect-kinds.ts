import type { ChangedQueryDto } from '@/lib/schemas/changes/change-effect'

/** What can become of a context, the gravest first. */
export const EFFECT_KINDS = [
  'broken',
  'lost',
  'error',
  'out',
  'in',
  'edited',
  'cut',
  'moved',
  'prefix',
  'mended',
] as const
export type EffectKind = (typeof EFFECT_KINDS)[number]

export const EFFECT_KIND_WORDS: Record<EffectKind, string> = {
  broken: 'checks break',
  lost: 'required module lost',
  error: 'not composed',
  out: 'falls out',
  in: 'comes in',
  edited: 'edited',
  cut: 'cut differently',
  moved: 'moved',
  prefix: 'cached prefix breaks',
  mended: 'checks mended',
}

/** Whether a context changes in this way. */
export function hasEffect(kind: EffectKind, context: ChangedQueryDto): boolean {
  switch (kind) {
    case 'broken':
    case 'mended':
      return context[kind].length > 0
    case 'lost':
      return context.modules.some(({ isLost }) => isLost)
    case 'error':
      return context.error !== null
    case 'prefix':
      return context.error === null && !context.isPrefixKept
    default:
      return context.counts[kind] > 0
  }
}
