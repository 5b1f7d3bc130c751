'use client'

import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { Stage } from './stage'
import { StageLines } from './stage-lines'
import { StageRow } from './stage-row'
import { describeMoreRows, describeStage } from './stage-words'

/** Rows shown of each stage at first, and added by “show more”. */
const ROWS = 25
const GAP = 36
const MIN_COLUMN = 128
const ROW_HEIGHT = 44
/** Below it one column is shown, unless all of them have room. */
const NARROW = 560

type StageColumnsProps = {
  stages: Stage[]
  /** The one column that a narrow screen shows where not all have room. */
  shownStage: string
  selectedKey: string | null
  onSelect: (key: string) => void
}

/** The stages side by side, the same candidate joined by a line. Arrow keys move within and between the columns. */
export function StageColumns({ stages, shownStage, selectedKey, onSelect }: StageColumnsProps) {
  const [limit, setLimit] = useState(ROWS)
  const [hovered, setHovered] = useState<string | null>(null)
  const grid = useRef<HTMLDivElement>(null)
  const width = useWidth(grid)
  const isNarrow = width > 0 && width < Math.min(NARROW, stages.length * (MIN_COLUMN + GAP) - GAP)
  const shown = isNarrow ? stages.filter(({ id }) => id === shownStage) : stages
  const column = Math.max(MIN_COLUMN, (width - GAP * (shown.length - 1)) / shown.length)
  const active = hovered ?? selectedKey
  const longest = Math.max(...shown.map(({ items }) => items.length))

  const focusRow = (stage: number, row: number) => {
    const target = grid.current?.querySelector<HTMLElement>(`[data-stage="${stage}"][data-row="${row}"]`)
    target?.focus()
    return target !== null && target !== undefined
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const from = (event.target as HTMLElement).closest<HTMLElement>('[data-row]')
    if (!from) return
    const stage = Number(from.dataset.stage)
    const row = Number(from.dataset.row)
    const sideways = (step: number) => {
      const items = shown[stage + step]?.items
      if (!items) return false
      const same = items.findIndex(({ key }) => key === from.dataset.key)
      return focusRow(stage + step, same >= 0 && same < limit ? same : Math.min(row, Math.min(limit, items.length) - 1))
    }
    const last = Math.min(limit, shown[stage]?.items.length ?? 0) - 1
    const isMoved =
      event.key === 'ArrowLeft' || event.key === 'ArrowRight'
        ? sideways(event.key === 'ArrowLeft' ? -1 : 1)
        : focusRow(stage, { ArrowUp: row - 1, ArrowDown: row + 1, Home: 0, End: last }[event.key] ?? -1)
    if (isMoved) event.preventDefault()
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys travel between the buttons inside */}
      <div
        ref={grid}
        className="relative flex min-w-0"
        style={{ gap: GAP }}
        onKeyDown={onKeyDown}
        onPointerLeave={() => setHovered(null)}
      >
        {width > 0 && !isNarrow && (
          <StageLines stages={shown} limit={limit} active={active} geometry={{ column, gap: GAP, row: ROW_HEIGHT }} />
        )}
        {shown.map((stage, at) => (
          <section
            key={stage.id}
            aria-label={stage.title}
            className="relative min-w-0 shrink-0"
            style={{ width: column }}
          >
            <h2 className="flex h-8 items-center gap-1.5 font-medium text-sm">
              {stage.title}
              <span className="tabular font-normal text-fg-faint text-xs">
                {describeStage(stage.count, stage.items.length)}
              </span>
            </h2>
            {stage.items.length === 0 ? (
              <p className="pt-2 text-fg-faint text-xs">Nothing at this stage.</p>
            ) : (
              <ol>
                {stage.items.slice(0, limit).map((item, row) => (
                  <StageRow
                    key={item.key}
                    item={item}
                    stage={at}
                    row={row}
                    best={stage.best}
                    isActive={item.key === active}
                    isSelected={item.key === selectedKey}
                    isTabStop={row === 0}
                    tellsReason={stage.tellsReason === true}
                    height={ROW_HEIGHT}
                    onHover={setHovered}
                    onSelect={onSelect}
                  />
                ))}
              </ol>
            )}
          </section>
        ))}
      </div>
      {longest > limit && (
        <Button className="mt-3" size="sm" onClick={() => setLimit(limit + ROWS)}>
          {describeMoreRows(Math.min(ROWS, longest - limit))}
        </Button>
      )}
    </>
  )
}

function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const { current } = element
    if (!current) return
    const observer = new ResizeObserver(() => setWidth(current.clientWidth))
    observer.observe(current)
    return () => observer.disconnect()
  }, [element])
  return width
}
