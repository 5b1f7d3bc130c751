'use client'

import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { PortalContainer } from './portal-container'
import { useFocusReturn } from './use-focus-return'

type SheetProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  side?: 'left' | 'right'
  /** Read by screen readers; not shown. */
  title: string
  className?: string
  children: ReactNode
}

export function Sheet({ open, onOpenChange, side = 'left', title, className, children }: SheetProps) {
  const focusReturn = useFocusReturn()
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <PortalContainer value={null}>
        <Radix.Portal>
          <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-black/40 dark:bg-black/60" />
          <Radix.Content
            aria-describedby={undefined}
            {...focusReturn}
            className={cn(
              'fixed inset-y-0 z-50 flex w-72 max-w-[88vw] flex-col bg-background focus:outline-none',
              side === 'left' ? 'left-0 animate-slide-left border-r' : 'right-0 animate-slide-right border-l',
              className,
            )}
          >
            <Radix.Title className="sr-only">{title}</Radix.Title>
            {children}
          </Radix.Content>
        </Radix.Portal>
      </PortalContainer>
    </Radix.Root>
  )
}
