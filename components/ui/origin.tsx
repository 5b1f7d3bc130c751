import {
  BookOpen,
  History,
  type LucideIcon,
  MessageCircleQuestion,
  ScrollText,
  SquareDashed,
  UserRound,
} from 'lucide-react'
import { cn } from './cn'

const ORIGINS = ['instructions', 'profile', 'knowledge', 'history', 'query', 'reserve'] as const
/** The engine's sections, and what is kept free for the response. */
export type Origin = (typeof ORIGINS)[number]

export const ORIGIN_META: Record<Origin, { label: string; icon: LucideIcon }> = {
  instructions: { label: 'Instructions', icon: ScrollText },
  profile: { label: 'Profile', icon: UserRound },
  knowledge: { label: 'Knowledge', icon: BookOpen },
  history: { label: 'History', icon: History },
  query: { label: 'Query', icon: MessageCircleQuestion },
  reserve: { label: 'Reserve', icon: SquareDashed },
}

/** The square of color and pattern that stands for an origin in legends and tables. */
function OriginSwatch({ origin, className }: { origin: Origin; className?: string }) {
  return (
    <span
      data-origin={origin}
      aria-hidden
      className={cn('origin-fill inline-block size-2.5 shrink-0 rounded-[2px]', className)}
    />
  )
}

export function OriginLabel({ origin, className }: { origin: Origin; className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-1.5 text-sm', className)}>
      <OriginSwatch origin={origin} />
      {ORIGIN_META[origin].label}
    </span>
  )
}
