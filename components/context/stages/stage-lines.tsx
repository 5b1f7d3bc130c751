import { cn } from '@/components/ui/cn'
import type { Stage } from './stage'

type Geometry = { column: number; gap: number; row: number }
type StageLinesProps = { stages: Stage[]; limit: number; active: string | null; geometry: Geometry }

const HEADER = 32

type Line = { id: string; key: string; isSelected: boolean; path: string }

/** From each place of a candidate to its next one; a column that it is missing from is passed underneath. */
function toLines(stages: Stage[], limit: number, { column, gap, row }: Geometry): Line[] {
  const rows = stages.map(({ items }) => new Map(items.slice(0, limit).map((item, at) => [item.key, at])))
  return stages.flatMap(({ items }, from) =>
    items.slice(0, limit).flatMap(({ key, isSelected }, at) => {
      const to = rows.findIndex((places, stage) => stage > from && places.has(key))
      const place = rows[to]?.get(key)
      if (place === undefined) return []
      const x1 = from * (column + gap) + column
      const x2 = to * (column + gap)
      const y1 = HEADER + at * row + row / 2
      const y2 = HEADER + place * row + row / 2
      const bend = gap / 2
      const path = `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`
      return [{ id: `${from}:${key}`, key, isSelected, path }]
    }),
  )
}

export function StageLines({ stages, limit, active, geometry }: StageLinesProps) {
  const lines = toLines(stages, limit, geometry)
  const longest = Math.min(limit, Math.max(0, ...stages.map(({ items }) => items.length)))
  const width = stages.length * geometry.column + (stages.length - 1) * geometry.gap
  return (
    <svg
      aria-hidden
      className="pointer-events-none absolute top-0 left-0"
      width={width}
      height={HEADER + longest * geometry.row}
      fill="none"
    >
      {lines
        .toSorted((a, b) => Number(a.key === active) - Number(b.key === active))
        .map(({ id, key, isSelected, path }) => (
          <path
            key={id}
            d={path}
            className={cn(
              key === active
                ? 'stroke-2 stroke-accent'
                : isSelected
                  ? 'stroke-[1.25px] stroke-fg-faint'
                  : 'stroke-line-strong stroke-1',
              active !== null && key !== active && 'opacity-40',
            )}
          />
        ))}
    </svg>
  )
}
