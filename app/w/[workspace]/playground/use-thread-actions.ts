import { useRef, useState } from 'react'
import type { MissingRun } from '@/components/context/history-kinds'
import { type ChatMessage, storedIdOf } from './chat-message'
import type { Otherwise } from './columns/columns'
import type { ColumnEdits } from './columns/thread-columns'
import type { Edited } from './edited-question'
import type { MessageThreadProps } from './message-thread'

export type ThreadActions = ReturnType<typeof toActions>

function toActions(latest: { readonly current: MessageThreadProps }) {
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
export function useThreadActions(props: MessageThreadProps): ThreadActions {
  const latest = useRef(props)
  latest.current = props
  const [actions] = useState(() => toActions(latest))
  return actions
}
