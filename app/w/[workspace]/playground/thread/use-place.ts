import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

const find = (thread: HTMLElement | null, messageId: string) =>
  thread?.querySelector<HTMLElement>(`[data-message="${CSS.escape(messageId)}"]`)

/**
 * Keeps what is read where it is when earlier messages come before it: browsers do so by themselves only where something
 * was above already, and not all of them.
 * @returns to be called whenever the thread is scrolled
 */
export function useKeptPlace(thread: RefObject<HTMLElement | null>, firstId: string): () => void {
  const kept = useRef({ id: firstId, top: 0 })
  const topOf = (id: string) => find(thread.current, id)?.getBoundingClientRect().top
  useLayoutEffect(() => {
    const { id, top } = kept.current
    const now = id === firstId ? undefined : topOf(id)
    if (now !== undefined && thread.current) thread.current.scrollTop += now - top
    kept.current = { id: firstId, top: topOf(firstId) ?? 0 }
  })
  return () => {
    kept.current.top = topOf(kept.current.id) ?? kept.current.top
  }
}

/** Of the first message in its thread. */
const SPACE_ABOVE = 24

/**
 * Shows a message that a link or a search leads to, and puts the focus on it: once each time that it is opened.
 * @param messageId null while it is not there
 * @param opened changes whenever a message is opened, be it the same once more
 */
export function useJump(
  thread: RefObject<HTMLElement | null>,
  messageId: string | null,
  opened: number,
  leaveEnd: () => void,
): void {
  const leave = useRef(leaveEnd)
  leave.current = leaveEnd
  const shown = useRef<string | null>(null)
  useEffect(() => {
    const jump = `${opened} ${messageId}`
    if (messageId === null || shown.current === jump) return
    // answers side by side know by then whether they are tabs
    const frame = requestAnimationFrame(() => {
      const message = find(thread.current, messageId)
      if (!message || !thread.current) return
      shown.current = jump
      leave.current()
      // the thread alone: what is around it stays
      const { top } = thread.current.getBoundingClientRect()
      thread.current.scrollTop += message.getBoundingClientRect().top - top - SPACE_ABOVE
      message.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [thread, messageId, opened])
}
