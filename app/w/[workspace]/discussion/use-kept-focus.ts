import { type FocusEvent, type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

/** The card that had the focus when it was taken away, until it is drawn elsewhere. */
let left: { threadId: string; isReplying: boolean; at: number } | null = null
/** One that comes later was not moved: somebody came back to it. */
const MOVED_WITHIN_MS = 10_000

type KeptFocusProps = {
  threadId: string
  card: RefObject<HTMLElement | null>
  isReplying: boolean
  /** Opens the answer that was being written; it takes the focus. */
  onReply: () => void
}

/** Whoever is in a thread stays in it when it is drawn at another place, as once its line is gone. */
export function useKeptFocus({ threadId, card, isReplying, onReply }: KeptFocusProps) {
  const hasFocus = useRef(false)
  const latest = useRef({ isReplying, onReply })
  useLayoutEffect(() => {
    latest.current = { isReplying, onReply }
  })
  useLayoutEffect(
    () => () => {
      if (hasFocus.current) left = { threadId, isReplying: latest.current.isReplying, at: performance.now() }
    },
    [threadId],
  )
  useEffect(() => {
    if (left?.threadId !== threadId) return
    const { isReplying: wasReplying, at } = left
    left = null
    if (document.activeElement !== document.body || performance.now() - at > MOVED_WITHIN_MS) return
    if (wasReplying) latest.current.onReply()
    else card.current?.focus()
  }, [threadId, card])
  return {
    onFocus: () => {
      hasFocus.current = true
    },
    onBlur: ({ target, relatedTarget }: FocusEvent<HTMLElement>) => {
      if (relatedTarget instanceof Node) {
        hasFocus.current = card.current?.contains(relatedTarget) ?? false
        return
      }
      // what is taken out of the page loses the focus to nothing, and is not in it any more
      requestAnimationFrame(() => {
        if (target.isConnected && document.activeElement !== target) hasFocus.current = false
      })
    },
  }
}
