import { useRef, useState } from 'react'
import { type ChatMessage, storedIdOf } from '@/app/w/[workspace]/playground/chat-message'
import type { Otherwise } from '@/app/w/[workspace]/playground/columns/columns'
import type { usePins } from '@/app/w/[workspace]/playground/composer/use-pins'
import type { MissingRun } from '@/components/context/history/history-kinds'
import type { Edited } from './edited-question'

/** What whoever asked can do with answers in columns. */
type ColumnEdits = {
  retry: (column: number, named: Otherwise) => void
  continue: (column: number, named: Otherwise) => void
  /** Asks the last question in one more column. */
  add: (column: number, named: Otherwise) => void
  stop: (messageId: string) => void
  choose: (answer: ChatMessage) => void
}

/** What the thread tells the screen around it; what is missing cannot be done there. */
export type ThreadEvents = {
  isBusy: boolean
  onMissing: (run: MissingRun) => void
  onSelect: (messageId: string) => void
  onCite: (messageId: string, label: string) => void
  /** An answer beside the one before it is to be compared with it. */
  onCompare: (messageId: string, compared: string) => void
  onBranch?: (messageId: string) => void
  /** Null where nobody may pin. */
  pinsOf: ReturnType<typeof usePins>
  onEdit?: (message: ChatMessage, edited: Edited) => void
  onRetry?: (otherwise?: Otherwise) => void
  /** What can be done with answers in columns. */
  columns?: ColumnEdits
  onContinue?: () => void
}

export type ThreadActions = ReturnType<typeof toActions>

function toActions(latest: { readonly current: ThreadEvents }) {
  const columns: ColumnEdits = {
    retry: (column, named) => latest.current.columns?.retry(column, named),
    continue: (column, named) => latest.current.columns?.continue(column, named),
    add: (column, named) => latest.current.columns?.add(column, named),
    stop: (messageId) => latest.current.columns?.stop(messageId),
    choose: (answer) => latest.current.columns?.choose(answer),
  }
  return {
    columns,
    select: (messageId: string) => latest.current.onSelect(messageId),
    cite: (messageId: string, label: string) => latest.current.onCite(messageId, label),
    compare: (messageId: string, compared: string) => latest.current.onCompare(messageId, compared),
    openMissing: (run: MissingRun) => latest.current.onMissing(run),
    branch: (messageId: string) => latest.current.onBranch?.(messageId),
    /** @returns whether it is asked */
    edit: (message: ChatMessage, edited: Edited): boolean => {
      const { isBusy, onEdit } = latest.current
      if (isBusy) return false
      onEdit?.(message, edited)
      return true
    },
    retry: (otherwise?: Otherwise) => latest.current.onRetry?.(otherwise),
    continue: () => latest.current.onContinue?.(),
    pin: (message: ChatMessage, next: ChatMessage | undefined, isPinned: boolean) =>
      latest.current.pinsOf?.(message, storedIdOf(message, next)).onPin(isPinned),
  }
}

/** What can be done in a thread, by functions that stay the same ones: a row is rendered again for what it shows alone. */
export function useThreadActions(props: ThreadEvents): ThreadActions {
  const latest = useRef(props)
  latest.current = props
  const [actions] = useState(() => toActions(latest))
  return actions
}
