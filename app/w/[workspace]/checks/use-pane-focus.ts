import { useEffect, useRef } from 'react'

/**
 * Where list and pane stand in place of one another, as on a phone, the one that is left takes the focus with it into nowhere:
 * it goes to the pane that was opened, and back to what had opened it.
 */
export function usePaneFocus(shownId: string | null) {
  const pane = useRef<HTMLElement>(null)
  const list = useRef<HTMLElement>(null)
  const before = useRef(shownId)
  useEffect(() => {
    const left = before.current
    before.current = shownId
    const active = document.activeElement
    if (left === shownId || (active !== document.body && active?.checkVisibility())) return
    if (shownId !== null) pane.current?.focus()
    else list.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(left ?? '')}"]`)?.focus()
  }, [shownId])
  return { pane, list }
}
