'use client'

import { useSyncExternalStore } from 'react'
import { cn } from './cn'

const subscribe = () => () => {}

/** True on Apple platforms, false while rendering on the server. */
function useIsMac(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => /mac|iphone|ipad/i.test(navigator.userAgent),
    () => false,
  )
}

const NAMES: Record<string, string> = { enter: '⏎', escape: 'Esc', arrowup: '↑', arrowdown: '↓', shift: '⇧' }

/** Shows `mod+k` as Ctrl K (⌘K on a Mac) and `g m` as G then M. */
export function Kbd({ shortcut, className }: { shortcut: string; className?: string }) {
  const isMac = useIsMac()
  const keys = shortcut.split(/[ +]/).map((key) => {
    if (key === 'mod') return isMac ? '⌘' : 'Ctrl'
    return NAMES[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key)
  })
  return (
    <span className={cn('inline-flex gap-0.5', className)}>
      {keys.map((key) => (
        <kbd
          key={key}
          className="grid h-4.5 min-w-4.5 place-items-center rounded-[4px] border bg-surface px-1 font-sans text-[11px] text-fg-muted leading-none"
        >
          {key}
        </kbd>
      ))}
    </span>
  )
}
