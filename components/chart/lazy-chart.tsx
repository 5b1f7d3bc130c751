'use client'

import dynamic from 'next/dynamic'
import { Skeleton } from '@/components/ui/skeleton'
import type { Series, StackedBarsProps } from './stacked-bars'

/** The chart library comes with the first picture, and with no other page. */
const StackedBars = dynamic(() => import('./stacked-bars'), {
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
