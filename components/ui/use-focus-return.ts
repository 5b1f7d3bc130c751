import { useRef } from 'react'

/**
 * Gives the focus back to what had it when the dialog opened. Radix gives it to the trigger alone, and most dialogs here
 * are opened by something else.
 */
export function useFocusReturn() {
  const before = useRef<Element | null>(null)
  return {
    onOpenAutoFocus: () => {
      before.current = document.activeElement
    },
    onCloseAutoFocus: (event: Event) => {
      const element = before.current
      if (!(element instanceof HTMLElement) || !element.isConnected || element === document.body) return
      event.preventDefault()
      element.focus()
    },
  }
}
