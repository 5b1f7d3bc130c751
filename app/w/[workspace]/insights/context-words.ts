import { formatCount } from '@/components/ui/format-number'
import type { DayOfContextsDto, DropGroup, ShortContextDto, Shortfall } from '@/lib/schemas/insights/context-report'

/** Colors of their own: none is that of a section. */
export const DROP_WORDS: Record<DropGroup, { label: string; color: string }> = {
  weak: { label: 'Too weak', color: 'var(--origin-reserve)' },
  room: { label: 'No room', color: 'var(--danger-fill)' },
  said: { label: 'Said already', color: 'var(--accent)' },
  other: { label: 'Other', color: 'var(--line-strong)' },
}

export const SHORTFALL_WORDS: Record<Shortfall, { label: string; color: string }> = {
  knowledge: { label: 'Without knowledge', color: 'var(--danger-fill)' },
  room: { label: 'Short of room', color: 'var(--accent)' },
  prefix: { label: 'Prefix changed', color: 'var(--origin-reserve)' },
}

export const emptyDay = (day: string): DayOfContextsDto => ({
  day,
  contexts: 0,
  fellShort: { knowledge: 0, room: 0, prefix: 0 },
  tokens: { instructions: 0, profile: 0, knowledge: 0, history: 0, query: 0 },
  dropped: { weak: 0, room: 0, said: 0, other: 0 },
})

/** How a context fell short: `no knowledge`, `no room for 3 candidates`, `prefix changed`. */
export function describeShort({ hasKnowledge, noRoom, isPrefixBroken, times }: ShortContextDto): string {
  const room = noRoom > 0 ? [`no room for ${formatCount(noRoom, 'candidate')}`] : []
  const why = [...(hasKnowledge ? room : ['no knowledge']), ...(isPrefixBroken ? ['prefix changed'] : [])].join(', ')
  return times > 1 ? `${why}, asked ${times} times` : why
}
