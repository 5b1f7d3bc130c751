import { Circle, CircleDot } from 'lucide-react'
import { reasonSentence } from '@/components/context/candidates/reason-sentence'
import { cn } from '@/components/ui/cn'
import { Tokens } from '@/components/ui/tokens'
import type { StatedFact, StatedTrace } from '@/lib/engine'

type StatedListProps = {
  stated: StatedTrace[]
  /** Undefined while they are loaded. */
  facts: StatedFact[] | undefined
  error: string | undefined
  /** 1-based place of a message in the conversation; undefined for one from before all that was looked at. */
  placeOf: (turnId: string) => number | undefined
  onOpen: (turnId: string) => void
}

/** What the messages state that lasts: whether it was sent beside them, and why; each opens its message. */
export function StatedList({ stated, facts, error, placeOf, onOpen }: StatedListProps) {
  const textOf = (id: string) => facts?.find((fact) => fact.id === id)?.text
  return (
    <ul aria-label="Facts of the conversation" className="border-b">
      {stated.map((traced) => {
        const isSent = traced.fate === 'included'
        const Mark = isSent ? CircleDot : Circle
        const place = placeOf(traced.turnId)
        return (
          <li key={traced.statedId}>
            <button
              type="button"
              disabled={place === undefined}
              onClick={() => onOpen(traced.turnId)}
              className="grid w-full grid-cols-[auto_1fr_auto] items-start gap-x-2 px-3 py-1.5 text-left hover:bg-muted focus-visible:-outline-offset-2 disabled:hover:bg-transparent"
            >
              <Mark className={cn('mt-0.5 size-3.5', isSent ? 'text-success' : 'text-fg-faint')} aria-hidden />
              <span className="min-w-0">
                <span className={cn('block text-sm [overflow-wrap:anywhere]', !isSent && 'text-fg-muted')}>
                  {textOf(traced.statedId) ?? error ?? 'Loading…'}
                </span>
                <span className="block text-fg-faint text-xs">
                  fact, from {place === undefined ? 'an earlier turn' : `turn ${place}`} ·{' '}
                  {isSent ? 'sent: ' : 'not sent: '}
                  {reasonSentence(traced)}
                </span>
              </span>
              <Tokens value={traced.tokens} hasUnit className="pt-0.5 text-fg-muted text-xs" />
            </button>
          </li>
        )
      })}
    </ul>
  )
}
