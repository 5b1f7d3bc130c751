'use client'

import { Square } from 'lucide-react'
import { formatMs } from '@/components/context/steps/usage-line'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Tooltip } from '@/components/ui/tooltip'
import type { ChatMessage } from '../chat-message'
import { columnOf, hasPlace } from './columns'

type ColumnHeadProps = {
  answer: ChatMessage
  /** What it was asked with, in words. */
  name: string
  /** The conversation goes on with it. */
  isContinued: boolean
  onStop: (() => void) | undefined
}

/** Number, name, time and state of a column. */
export function ColumnHead({ answer, name, isContinued, onStop }: ColumnHeadProps) {
  const column = columnOf(answer)
  const duration = answer.metadata?.usage?.durationMs
  return (
    <header className="flex min-h-8 flex-wrap items-center gap-x-2 gap-y-0.5 px-3 pt-1 text-xs">
      <span className="tabular text-fg-faint">{column}</span>
      <h3 className="min-w-0 truncate font-medium" title={name}>
        {name}
      </h3>
      {duration !== undefined && (
        <span className="tabular text-fg-faint" title="Time that the model took">
          {formatMs(duration)}
        </span>
      )}
      {isContinued && <Badge title="Questions that follow see this answer, and not those beside it.">goes on</Badge>}
      {onStop && hasPlace(answer) && (
        <Tooltip content="Stop this answer; the others go on">
          <Button
            variant="ghost"
            size="icon-sm"
            className="ml-auto"
            aria-label={`Stop answer ${column}`}
            onClick={onStop}
          >
            <Square className="fill-current" />
          </Button>
        </Tooltip>
      )}
    </header>
  )
}
