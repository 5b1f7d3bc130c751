'use client'

import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { formatPercent } from '@/components/ui/format-number'
import type { Series } from './series'
import { TICK, TOOLTIP } from './styles'

export type LinesProps = {
  /** What the picture shows, for those who do not see it; its numbers stand in a table beneath. */
  label: string
  /** `dash` tells lines apart without their colors. */
  series: (Series & { dash?: string })[]
  /** Shares, 0–1, each row at its place; a series that is missing leaves a gap. `tick` stands beneath it. */
  rows: ({ at: number; name: string; tick: string } & Record<string, number | string | null>)[]
  /** Lines across, at the row where something begins. */
  marks: { at: number; label: string }[]
}

/** More of them would be written one over the other: hovering tells them. */
const LABELLED_MARKS = 6

/** Shares over time. Load it by `lazy-chart`: the library is large. */
export default function Lines({ label, series, rows, marks }: LinesProps) {
  const byPlace = new Map(rows.map((row) => [row.at, row]))
  return (
    <div role="img" aria-label={label} className="h-56 w-full">
      <ResponsiveContainer width="100%" height="100%">
        <LineChart data={rows} margin={{ top: 16, right: 12, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="at"
            type="number"
            domain={['dataMin', 'dataMax']}
            ticks={rows.map(({ at }) => at)}
            tickFormatter={(at) => byPlace.get(Number(at))?.tick ?? ''}
            tick={TICK}
            tickLine={false}
            stroke="var(--line-strong)"
            minTickGap={16}
          />
          <YAxis
            domain={[0, 1]}
            ticks={[0, 0.25, 0.5, 0.75, 1]}
            tick={TICK}
            tickLine={false}
            axisLine={false}
            width={44}
            tickFormatter={formatPercent}
          />
          {marks.map(({ at, label: name }) => (
            <ReferenceLine
              key={at}
              x={at}
              stroke="var(--line-strong)"
              strokeDasharray="2 3"
              label={
                marks.length > LABELLED_MARKS
                  ? undefined
                  : { value: name, position: 'top', fill: 'var(--fg-muted)', fontSize: 11 }
              }
            />
          ))}
          <Tooltip
            {...TOOLTIP}
            cursor={{ stroke: 'var(--line-strong)' }}
            labelFormatter={(at) => byPlace.get(Number(at))?.name ?? ''}
            formatter={(value) => formatPercent(Number(value))}
          />
          {series.map(({ key, label: name, color, dash }) => (
            <Line
              key={key}
              dataKey={key}
              name={name}
              stroke={color}
              strokeWidth={1.75}
              strokeDasharray={dash}
              dot={{ r: 2, strokeDasharray: '0', fill: color }}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  )
}
