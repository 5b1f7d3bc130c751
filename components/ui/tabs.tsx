'use client'

import { Tabs as Radix } from 'radix-ui'
import { type ComponentProps, useEffect, useRef } from 'react'
import { cn } from './cn'

export const Tabs = Radix.Root

export function TabsList({ className, ...props }: ComponentProps<typeof Radix.List>) {
  const list = useRef<HTMLDivElement>(null)
  // on a phone the tab of the address may be out of sight
  useEffect(() => {
    const chosen = list.current?.querySelector('[data-state=active]')
    if (!list.current || !chosen) return
    const [of, tab] = [list.current.getBoundingClientRect(), chosen.getBoundingClientRect()]
    // the page stays where it is
    list.current.scrollLeft += tab.left + tab.width / 2 - of.left - of.width / 2
  }, [])
  return (
    <Radix.List
      ref={list}
      className={cn('flex h-10 shrink-0 gap-4 overflow-x-auto border-b px-3', className)}
      {...props}
    />
  )
}

export function TabsTrigger({ className, ...props }: ComponentProps<typeof Radix.Trigger>) {
  return (
    <Radix.Trigger
      className={cn(
        '-mx-1 -mb-px inline-flex shrink-0 items-center gap-1.5 rounded-t-md border-transparent border-b-2 px-1 text-fg-muted text-sm hover:text-fg focus-visible:-outline-offset-2 data-[state=active]:border-fg data-[state=active]:font-medium data-[state=active]:text-fg',
        className,
      )}
      {...props}
    />
  )
}

export function TabsContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Content
      className={cn('min-h-0 flex-1 overflow-auto focus-visible:-outline-offset-2', className)}
      {...props}
    />
  )
}
