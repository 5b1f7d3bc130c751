'use client'

import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { formatNumber, formatPercent } from '@/components/ui/format-number'
import { ORIGIN_META } from '@/components/ui/origin'
import { SECTION_NAMES, type SectionName, type Usage } from '@/lib/engine'
import { scaleOfShares } from './share-scale'
import { shiftShare } from './what-if'

type ShareBarProps = {
  shares: Record<SectionName, number>
  /** Of what is assembled with them: the reserve takes its part of the same ruler. */
  usage: Pick<Usage, 'contextWindow' | 'reservedForResponse' | 'safetyMargin'>
  onChange: (shares: Record<SectionName, number>) => void
}

const STEP = 0.01

/** The shares as they fit beside the reserve; the borders between them can be dragged, or moved with the arrow keys. */
export function ShareBar({ shares, usage, onChange }: ShareBarProps) {
  const bar = useRef<HTMLDivElement>(null)
  const dragged = useRef<{ x: number; shares: Record<SectionName, number> } | null>(null)
  const scale = scaleOfShares(shares, usage)
  const reserve = usage.reservedForResponse / usage.contextWindow
  let end = 0

  return (
    <div ref={bar} className="relative flex h-7 w-full rounded-[3px] bg-muted">
      {SECTION_NAMES.map((name, index) => {
        const right = SECTION_NAMES[index + 1]
        end += shares[name] * scale
        const border = right && (
          <Border
            key={`${name}-border`}
            at={end}
            left={name}
            right={right}
            shares={shares}
            onMove={(event) => {
              const width = (bar.current?.clientWidth ?? 1) * (scale || 1)
              if (!dragged.current) return
              const delta = (event.clientX - dragged.current.x) / width
              onChange(shiftShare(dragged.current.shares, name, right, delta))
            }}
            onStart={(event) => {
              dragged.current = { x: event.clientX, shares }
            }}
            onStep={(delta) => onChange(shiftShare(shares, name, right, delta))}
          />
        )
        return [
          <div
            key={name}
            data-origin={name}
            title={`${ORIGIN_META[name].label}: ${formatPercent(shares[name])}`}
            style={{ width: `${100 * shares[name] * scale}%` }}
            className="origin-fill h-full"
          />,
          border,
        ]
      })}
      <div
        role="img"
        aria-label={`Reserve: ${formatPercent(reserve)} of the window`}
        data-origin="reserve"
        title={`Reserve: ${formatNumber(usage.reservedForResponse)} tokens (${formatPercent(reserve)})`}
        style={{ width: `${100 * Math.min(1, reserve)}%` }}
        className="origin-fill ml-auto h-full"
      />
    </div>
  )
}

type BorderProps = {
  at: number
  left: SectionName
  right: SectionName
  shares: Record<SectionName, number>
  onStart: (event: PointerEvent) => void
  onMove: (event: PointerEvent) => void
  onStep: (delta: number) => void
}

function Border({ at, left, right, shares, onStart, onMove, onStep }: BorderProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key]
    if (!direction) return
    event.preventDefault()
    onStep(direction * STEP * (event.shiftKey ? 5 : 1))
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={`Border between ${ORIGIN_META[left].label} and ${ORIGIN_META[right].label}`}
      aria-valuemin={0}
      aria-valuemax={Math.round(100 * (shares[left] + shares[right]))}
      aria-valuenow={Math.round(100 * shares[left])}
      aria-valuetext={`${ORIGIN_META[left].label} ${formatPercent(shares[left])}, ${ORIGIN_META[right].label} ${formatPercent(shares[right])}`}
      style={{ left: `calc(${100 * at}% - 6px)` }}
      className="group absolute inset-y-0 z-10 w-3 cursor-col-resize touch-none focus-visible:outline-none"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        onStart(event)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onMove(event)
      }}
      onKeyDown={onKeyDown}
    >
      <span className="absolute inset-y-[-3px] left-1/2 w-1 -translate-x-1/2 rounded-full border border-background bg-fg group-hover:w-1.5 group-focus-visible:w-1.5 group-focus-visible:outline-2 group-focus-visible:outline-accent" />
    </div>
  )
}
