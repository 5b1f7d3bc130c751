import { Circle, CircleDot } from 'lucide-react'
import type { ReactNode } from 'react'
import { reasonSentence } from '@/components/context/candidates/reason-sentence'
import { cn } from '@/components/ui/cn'
import { Tokens } from '@/components/ui/tokens'
import type { TurnTrace } from '@/lib/engine'

type SentRowProps = {
  title: ReactNode
  told: Pick<TurnTrace, 'fate'> & Parameters<typeof reasonSentence>[0] & { tokens: number }
  /** Lines beneath the reason. */
  children?: ReactNode
}

/** Something that could be sent, on a row that does not unfold: whether it was, why, and its tokens. */
export function SentRow({ title, told, children }: SentRowProps) {
  const isSent = told.fate === 'included'
  const Mark = isSent ? CircleDot : Circle
  return (
    <li className="grid grid-cols-[auto_1fr_auto] items-start gap-x-2 border-b px-3 py-2">
      <Mark className={cn('mt-0.5 size-3.5', isSent ? 'text-success' : 'text-fg-faint')} aria-hidden />
      <span className="min-w-0">
        <span className={cn('block text-sm [overflow-wrap:anywhere]', !isSent && 'text-fg-muted')}>{title}</span>
        <span className="block text-fg-faint text-xs">
          {isSent ? 'sent: ' : 'not sent: '}
          {reasonSentence(told)}
        </span>
        {children}
      </span>
      <Tokens value={told.tokens} hasUnit className="pt-0.5 text-fg-muted text-xs" />
    </li>
  )
}
