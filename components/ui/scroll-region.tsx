import type { ReactNode } from 'react'
import { cn } from './cn'

type ScrollRegionProps = { label: string; className?: string; children: ReactNode }

/** What is wider than the screen and scrolls by itself, such as a table. */
export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className={cn('relative overflow-x-auto rounded-md border', className)}>
      {children}
    </section>
  )
}
