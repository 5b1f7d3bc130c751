'use client'

import { CornerDownRight, GitCompareArrows } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { DropdownMenu, MenuItem, MenuLabel } from '@/components/ui/dropdown-menu'
import { type ChatMessage, compositionIdOf } from '../chat-message'
import { columnOf } from './columns'
import { useColumnNames } from './use-column-names'

type ColumnActionsProps = {
  answer: ChatMessage
  /** The other columns. */
  others: ChatMessage[]
  onCompare: (compared: string) => void
  /** Undefined where the conversation goes on with it, or nobody may choose. */
  onChoose: (() => void) | undefined
}

/** Compares the context of a column with that of another one, and picks it to go on with. */
export function ColumnActions({ answer, others, onCompare, onChoose }: ColumnActionsProps) {
  const tell = useColumnNames()
  const comparable = others.flatMap((other) => {
    const id = compositionIdOf(other)
    const label = `${columnOf(other)} ${tell(other.metadata?.askedWith ?? {})}`
    return id === undefined ? [] : [{ id, label }]
  })
  const [only] = comparable
  const compare = (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label={`Compare the context of answer ${columnOf(answer)} with another`}
      onClick={comparable.length === 1 && only ? () => onCompare(only.id) : undefined}
    >
      <GitCompareArrows />
    </Button>
  )
  return (
    <>
      {onChoose && (
        <Button variant="ghost" size="sm" onClick={onChoose}>
          <CornerDownRight />
          Continue with this one
        </Button>
      )}
      {compositionIdOf(answer) !== undefined && comparable.length > 1 && (
        <DropdownMenu align="end" trigger={compare}>
          <MenuLabel>Compare its context with</MenuLabel>
          {comparable.map(({ id, label }) => (
            <MenuItem key={id} onSelect={() => onCompare(id)}>
              {label}
            </MenuItem>
          ))}
        </DropdownMenu>
      )}
      {compositionIdOf(answer) !== undefined && comparable.length === 1 && compare}
    </>
  )
}
