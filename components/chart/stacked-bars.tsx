'use client'

import { Bar, BarChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { formatCompact, formatNumber } from '@/components/ui/format-number'
import type { Series } from './series'
import { TICK, TOOLTIP } from './styles'

export type StackedBarsProps = {
  /** What the picture shows, for those who do not see it; its numbers stand in a table beneath. */
  label: string
  series: Series[]
  /** One bar each, in their order; a series that is missing counts as 0. */
  rows: ({ name: string } & Record<string, number | string>)[]
  /** A line through the bar of this name. */
  mark?: { at: string; label: string }
  /** How its numbers are written, where they are no whole ones. */
  format?: (value: number) => string
}

/** Bars of several parts each. Load it by `lazy-chart`: the library is large. */
export default function StackedBars({ label, series, rows, mark, format }: StackedBarsProps) {
  return (
    <div role="img" aria-label={label} className="h-56 w-full">
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={rows} margin={{ top: 4, right: 4, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="name" tick={TICK} tickLine={false} stroke="var(--line-strong)" minTickGap={4} />
          <YAxis
            tick={TICK}
            tickLine={false}
            axisLine={false}
            width={format ? 56 : 44}
            // counts: a small one would have ticks that read alike
            allowDecimals={format !== undefined}
            tickFormatter={format ?? formatCompact}
          />
          <Tooltip
            cursor={{ fill: 'var(--muted)' }}
            {...TOOLTIP}
            formatter={(value) => (format ?? formatNumber)(Number(value))}
          />
          {series.map(({ key, label: name, color }) => (
            <Bar
              key={key}
              dataKey={key}
              name={name}
              stackId="all"
              fill={color}
              stroke="var(--background)"
              strokeWidth={0.5}
              maxBarSize={48}
              isAnimationActive={false}
            />
          ))}
          {mark && (
            <ReferenceLine
              x={mark.at}
              stroke="var(--fg)"
              strokeDasharray="4 3"
              label={{ value: mark.label, position: 'insideTopRight', fill: 'var(--fg)', fontSize: 11 }}
            />
          )}
        </BarChart>
      </ResponsiveContainer>
    </div>
  )
}
