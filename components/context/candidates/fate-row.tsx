'use client'

import { ChevronRight, Circle, CircleDot } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { cn } from '@/components/ui/cn'
import { Tokens } from '@/components/ui/tokens'
import { decidingFigure, type TurnTrace } from '@/lib/engine'
import { reasonSentence } from './reason-sentence'

type FateRowProps = {
  title: string
  told: Pick<TurnTrace, 'fate' | 'reason' | 'because' | 'tokens'> & { detail?: string }
  /** Stands before the reason: `kept: `, `not sent: `. */
  fateWords: ReactNode
  isOpen: boolean
  onToggle: (isOpen: boolean) => void
  /** What can be done with it: over the row while it is pointed at or one of them has the focus, until it unfolds. */
  actions?: ReactNode
  /** Of the part that unfolds. */
  className?: string
  children: ReactNode
}

/** Something that could be sent: whether it was, the reason with the number that decided, and more when unfolded. */
export function FateRow({ title, told, fateWords, isOpen, onToggle, actions, className, children }: FateRowProps) {
  const detailId = useId()
  const isSent = told.fate === 'included'
  const Mark = isSent ? CircleDot : Circle
  return (
    <li className="group/row border-b">
      <div className="relative">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={detailId}
          onClick={() => onToggle(!isOpen)}
          className="grid w-full grid-cols-[auto_1fr_auto] items-start gap-x-2 px-3 py-2 text-left hover:bg-muted focus-visible:-outline-offset-2"
        >
          <Mark className={cn('mt-0.5 size-3.5', isSent ? 'text-success' : 'text-fg-faint')} aria-hidden />
          <span className="min-w-0">
            <span className={cn('block truncate text-sm', !isSent && 'text-fg-muted')}>{title}</span>
            <span className="block text-fg-faint text-xs">
              {fateWords}
              {reasonSentence(told)}
            </span>
          </span>
          <span className="flex items-center gap-2 pt-0.5 text-xs">
            <span className="tabular whitespace-nowrap">{decidingFigure(told.because)}</span>
            {told.tokens !== undefined && <Tokens value={told.tokens} className="w-11 text-right text-fg-muted" />}
            <ChevronRight className={cn('size-3.5 text-fg-faint', isOpen && 'rotate-90')} aria-hidden />
          </span>
        </button>
        {actions && !isOpen && (
          <div className="absolute top-1 right-8 rounded-md border bg-background opacity-0 focus-within:opacity-100 group-hover/row:opacity-100 pointer-coarse:hidden">
            {actions}
          </div>
        )}
      </div>
      {isOpen && (
        <div id={detailId} className={cn('bg-surface px-3 py-2 pl-8 text-xs', className)}>
          {children}
        </div>
      )}
    </li>
  )
}

/** What the columns of such rows hold. */
export function FateRowHead({ title }: { title: string }) {
  return (
    <p className="flex gap-2 border-b px-3 py-1 text-fg-faint text-xs" aria-hidden>
      <span className="flex-1 pl-5.5">{title}</span>
      <span>decided by</span>
      <span className="mr-5.5 w-11 text-right">tokens</span>
    </p>
  )
}
