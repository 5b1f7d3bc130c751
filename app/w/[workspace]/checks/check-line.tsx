'use client'

import { Circle, CircleCheck, CircleMinus, CircleX } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import type { CheckDto, CheckOutcomeDto } from '@/lib/schemas/query-sets/check'
import { describeCheck } from '@/lib/schemas/query-sets/describe-check'

const MARKS = {
  holds: { icon: CircleCheck, word: 'holds', className: 'text-success' },
  fails: { icon: CircleX, word: 'fails', className: 'text-danger' },
  skipped: { icon: CircleMinus, word: 'skipped', className: 'text-fg-faint' },
  unknown: { icon: Circle, word: 'not run', className: 'text-fg-faint' },
}

type CheckLineProps = {
  check: CheckDto
  nameOf: (moduleId: string) => string
  outcome: CheckOutcomeDto | undefined
  isOpen?: boolean
  onOpen: (() => void) | undefined
}

/** A check in words, whether it holds, and why: where it does not, and where it is looked into. */
export function CheckLine({ check, nameOf, outcome, isOpen, onOpen }: CheckLineProps) {
  // one that was edited since has not been run
  const known = outcome && describeCheck(outcome.check) === describeCheck(check) ? outcome : undefined
  const { icon: Icon, word, className } = MARKS[known?.status ?? 'unknown']
  return (
    <li>
      <button
        type="button"
        disabled={!onOpen}
        aria-current={isOpen || undefined}
        onClick={onOpen}
        title={[describeCheck(check), ...(known ? [known.because] : [])].join('\n')}
        className={cn(
          'grid w-full grid-cols-[auto_1fr] gap-x-2 rounded-md px-1.5 py-1 text-left text-sm enabled:hover:bg-muted focus-visible:-outline-offset-2',
          isOpen && 'bg-muted',
        )}
      >
        <Icon className={cn('mt-0.5 size-4', className)} aria-hidden />
        <span className="[overflow-wrap:anywhere]">
          <span className="sr-only">{word}: </span>
          {describeCheck(check, nameOf)}
        </span>
        {known && (isOpen || known.status !== 'holds') && (
          <span className="col-start-2 text-fg-muted text-xs [overflow-wrap:anywhere]">{known.because}</span>
        )}
      </button>
    </li>
  )
}
