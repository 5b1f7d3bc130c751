'use client'

import dynamic from 'next/dynamic'
import { Skeleton } from '@/components/ui/skeleton'
import type { LinesProps } from './lines'
import type { Series } from './series'
import type { StackedBarsProps } from './stacked-bars'

/** The chart library comes with the first picture, and with no other page. */
const StackedBars = dynamic(() => import('./stacked-bars'), {
  ssr: false,
  loading: () => <Skeleton className="h-56 w-full" />,
})
const Lines = dynamic(() => import('./lines'), {
  ssr: false,
  loading: () => <Skeleton className="h-56 w-full" />,
})

/** Stacked bars with their legend. The table beneath is for the caller to show. */
export function StackedChart(props: StackedBarsProps) {
  return (
    <figure className="space-y-1">
      <StackedBars {...props} />
      <figcaption>
        <Legend series={props.series} />
      </figcaption>
    </figure>
  )
}

/** Shares over time, with what each line is. The table beneath is for the caller to show. */
export function LinesChart(props: LinesProps) {
  return (
    <figure className="space-y-1">
      <Lines {...props} />
      <figcaption>
        <ul aria-label="Legend" className="flex flex-wrap gap-x-3 gap-y-1 pl-11 text-fg-muted text-xs">
          {props.series.map(({ key, label, color, dash }) => (
            <li key={key} className="flex items-center gap-1.5">
              <svg aria-hidden="true" className="h-2 w-6 shrink-0">
                <line x2="24" y1="4" y2="4" stroke={color} strokeWidth="2" strokeDasharray={dash} />
              </svg>
              {label}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  )
}

function Legend({ series }: { series: Series[] }) {
  return (
    <ul aria-label="Legend" className="flex flex-wrap gap-x-3 gap-y-1 pl-11 text-fg-muted text-xs">
      {series.map(({ key, label, color }) => (
        <li key={key} className="flex items-center gap-1.5">
          <span aria-hidden className="size-2.5 shrink-0 rounded-[2px]" style={{ background: color }} />
          {label}
        </li>
      ))}
    </ul>
  )
}
