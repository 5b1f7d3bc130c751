'use client'

import { X } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { readStored, writeStored } from '../data/browser-storage'
import { Button } from './button'
import { cn } from './cn'

type InspectorProps = {
  /** Its width is remembered under this name. */
  name: string
  title: ReactNode
  actions?: ReactNode
  /** Without the header line, for content that brings its own; under 900 px it stays, to close the pane. */
  isPlain?: boolean
  /** Without it the inspector cannot be closed. Esc inside it closes it too. */
  onClose?: () => void
  defaultWidth?: number
  minWidth?: number
  className?: string
  children: ReactNode
}

/** The resizable pane at the right of a screen; under 900 px it covers the screen. */
export function Inspector(props: InspectorProps) {
  const { name, title, actions, isPlain, onClose, defaultWidth = 480, minWidth = 320, className, children } = props
  const [width, setWidth] = useState(defaultWidth)
  const panel = useRef<HTMLElement>(null)
  const storageKey = `loadout:inspector:${name}`

  useEffect(() => {
    const stored = Number(readStored(storageKey))
    if (stored >= minWidth) setWidth(stored)
  }, [storageKey, minWidth])

  const resize = (next: number) => {
    const room = panel.current?.parentElement?.clientWidth ?? window.innerWidth
    const clamped = Math.round(Math.max(minWidth, Math.min(room * 0.75, next)))
    setWidth(clamped)
    writeStored(storageKey, String(clamped))
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !panel.current) return
    resize(panel.current.getBoundingClientRect().right - event.clientX)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    resize(width + (event.key === 'ArrowLeft' ? 24 : -24))
  }

  return (
    <aside
      ref={panel}
      aria-label={typeof title === 'string' ? title : name}
      style={{ '--inspector-width': `${width}px` } as React.CSSProperties}
      className={cn(
        'relative flex min-h-0 shrink-0 flex-col border-l bg-background rail:w-(--inspector-width) max-rail:fixed max-rail:inset-0 max-rail:z-30',
        className,
      )}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose?.()
      }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a focusable separator is the window splitter pattern; hr cannot be one */}
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label="Resize"
        aria-valuenow={width}
        aria-valuemin={minWidth}
        tabIndex={0}
        className="absolute inset-y-0 -left-1 z-10 w-2 cursor-col-resize touch-none after:absolute after:inset-y-0 after:left-1 after:w-px hover:after:bg-accent focus-visible:outline-none focus-visible:after:w-0.5 focus-visible:after:bg-accent max-rail:hidden"
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        onKeyDown={onKeyDown}
        onDoubleClick={() => resize(defaultWidth)}
      />
      <header className={cn('flex h-11 shrink-0 items-center gap-2 border-b px-3', isPlain && 'rail:hidden')}>
        <h2 className="min-w-0 flex-1 truncate font-medium text-sm">{title}</h2>
        {actions}
        {onClose && (
          <Button variant="ghost" size="icon-sm" aria-label="Close" onClick={onClose}>
            <X />
          </Button>
        )}
      </header>
      <div className="flex min-h-0 flex-1 flex-col">{children}</div>
    </aside>
  )
}
