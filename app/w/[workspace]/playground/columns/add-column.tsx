'use client'

import { Plus } from 'lucide-react'
import { OtherwiseItems } from '@/app/w/[workspace]/playground/thread/retry-with'
import { Button } from '@/components/ui/button'
import { DropdownMenu } from '@/components/ui/dropdown-menu'
import type { ChatMessage } from '../chat-message'
import { freeColumn, hasPlace, type Otherwise } from './columns'

type AddColumnProps = {
  /** That the question has in columns, the first column first. */
  answers: ChatMessage[]
  onAdd: (column: number, named: Otherwise) => void
}

/** Asks the last question in one more column; nothing while it is not stored, or where there is no room. */
export function AddColumn({ answers, onAdd }: AddColumnProps) {
  const column = freeColumn(answers)
  const first = answers.find(hasPlace)?.metadata?.askedWith
  if (column === undefined || !first) return null
  return (
    <div className="mt-1 flex justify-end">
      <DropdownMenu
        align="end"
        trigger={
          <Button variant="ghost" size="sm" className="text-fg-muted">
            <Plus />
            Answer in one more column
          </Button>
        }
      >
        <OtherwiseItems verb="Ask" onChoose={(named) => onAdd(column, { ...first, ...named })} />
      </DropdownMenu>
    </div>
  )
}
