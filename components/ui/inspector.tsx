'use client'

import { X } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { readStored, writeStored } from '../data/browser-storage'
import { Button } from './button'
import { cn } from './cn'
import { PortalContainer } from './portal-container'
import { useMedia } from './use-media'

type InspectorProps = {
  /** Its width is remembered under this name. */
  name: string
  title: ReactNode
  actions?: ReactNode
  /** Without the header line, for content that brings its own; under 900 px it stays, to close the pane. */
  isPlain?: boolean
  /** Under 900 px alone, where it is a dialog. Default: it is. */
  isOpenNarrow?: boolean
  /** Without it the inspector cannot be closed. Esc inside it closes it too. */
  onClose?: () => void
  defaultWidth?: number
  minWidth?: number
  children: ReactNode
}

/** As `--breakpoint-rail` says. */
const UNDER_RAIL = '(max-width: 56.24rem)'

const AS_DIALOG = { role: 'dialog', 'aria-modal': true, tabIndex: -1 } as const
const AS_PANE = { role: 'complementary' } as const

const roomOf = (panel: HTMLElement | null) => panel?.parentElement?.clientWidth ?? window.innerWidth

const FOCUSABLE =
  ':is(a[href], button, input, select, textarea, [contenteditable="true"], [tabindex]):not(:disabled, [tabindex="-1"])'

/** From the last field or button goes to the first one, and back. */
function keepFocus(event: KeyboardEvent<HTMLElement>) {
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((each) => each.checkVisibility())
  const { activeElement } = document
  const [edge, to] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]]
  // itself, as it opens, stands before the first
  if (activeElement !== edge && !(event.shiftKey && activeElement === event.currentTarget)) return
  event.preventDefault()
  to?.focus()
}

/** The resizable pane at the right of a screen; under 900 px it covers the screen, as a dialog. */
export function Inspector(props: InspectorProps) {
  const {
    name,
    title,
    actions,
    isPlain,
    isOpenNarrow = true,
    onClose,
    defaultWidth = 480,
    minWidth = 320,
    children,
  } = props
  const [width, setWidth] = useState(defaultWidth)
  const panel = useRef<HTMLDivElement>(null)
  const [container, setContainer] = useState<HTMLElement | null>(null)
  const isDialog = useMedia(UNDER_RAIL) && isOpenNarrow
  const storageKey = `loadout:inspector:${name}`

  useEffect(() => {
    const stored = Number(readStored(storageKey))
    if (stored >= minWidth) setWidth(stored)
  }, [storageKey, minWidth])

  useEffect(() => setContainer(isDialog ? panel.current : null), [isDialog])

  // what opens over the page takes the focus, and gives it back unless it went elsewhere
  useEffect(() => {
    const dialog = panel.current
    if (!isDialog || !dialog) return
    const before = document.activeElement
    dialog.focus()
    return () => {
      const now = document.activeElement
      const isIdle = now === document.body || dialog.contains(now)
      if (isIdle && before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [isDialog])

  const [maxWidth, setMaxWidth] = useState<number>()
  useEffect(() => {
    const measure = () => setMaxWidth(Math.max(minWidth, Math.round(roomOf(panel.current) * 0.75)))
    measure()
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [minWidth])

  // a width that was chosen in a wider window leaves room for what it stands beside
  const shownWidth = Math.min(width, maxWidth ?? width)

  const resize = (next: number) => {
    const clamped = Math.round(Math.max(minWidth, Math.min(roomOf(panel.current) * 0.75, next)))
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
    resize(shownWidth + (event.key === 'ArrowLeft' ? 24 : -24))
  }

  const pane = {
    ...(isDialog ? AS_DIALOG : AS_PANE),
    'aria-label': typeof title === 'string' ? title : name,
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.defaultPrevented) return
      if (event.key === 'Escape' && !event.nativeEvent.isComposing) onClose?.()
      if (event.key === 'Tab' && isDialog) keepFocus(event)
    },
  }
  return (
    <div
      ref={panel}
      {...pane}
      style={{ '--inspector-width': `${shownWidth}px` } as React.CSSProperties}
      className={cn(
        'relative flex min-h-0 shrink-0 flex-col border-l bg-background rail:w-(--inspector-width) max-rail:fixed max-rail:inset-0 max-rail:z-30 max-rail:focus:outline-none',
        !isOpenNarrow && 'max-rail:hidden',
      )}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a focusable separator is the window splitter pattern; hr cannot be one */}
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label="Resize"
        aria-valuenow={shownWidth}
        aria-valuemin={minWidth}
        aria-valuemax={maxWidth}
        tabIndex={0}
        className="absolute inset-y-0 -left-1 z-10 w-2 cursor-col-resize touch-none after:absolute after:inset-y-0 after:left-1 after:w-px hover:after:bg-accent focus-visible:outline-none focus-visible:after:w-0.5 focus-visible:after:bg-accent max-rail:hidden"
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        onKeyDown={onKeyDown}
        onDoubleClick={() => resize(defaultWidth)}
      />
      <PortalContainer value={container}>
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
      </PortalContainer>
    </div>
  )
}
