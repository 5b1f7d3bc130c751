'use client'

import { X } from 'lucide-react'
import { Dialog as Radix, AlertDialog as RadixAlert } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from './button'
import { cn } from './cn'
import { useFocusReturn } from './use-focus-return'

const overlayClasses = 'fixed inset-0 z-40 animate-fade bg-black/40 dark:bg-black/60'
const contentClasses =
  'fixed top-[12dvh] left-1/2 z-50 flex max-h-[80dvh] w-[calc(100vw-2rem)] -translate-x-1/2 animate-fade flex-col rounded-md border bg-background shadow-xl focus:outline-none'
const widths = { sm: 'max-w-md', md: 'max-w-xl', lg: 'max-w-3xl', xl: 'max-w-6xl top-[6dvh] max-h-[88dvh]' }

type DialogProps = {
  open?: boolean
  onOpenChange?: (open: boolean) => void
  trigger?: ReactNode
  title: ReactNode
  description?: ReactNode
  /** Buttons at the foot, main one last. */
  footer?: ReactNode
  size?: keyof typeof widths
  className?: string
  children?: ReactNode
}

export function Dialog(props: DialogProps) {
  const { open, onOpenChange, trigger, title, description, footer, size = 'sm', className, children } = props
  const focusReturn = useFocusReturn()
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={overlayClasses} />
        <Radix.Content
          className={cn(contentClasses, widths[size])}
          {...focusReturn}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <header className="pt-4 pr-14 pl-4">
            <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
            {description && <Radix.Description className="mt-1 text-fg-muted text-sm">{description}</Radix.Description>}
          </header>
          <div className={cn('min-h-0 flex-1 overflow-y-auto p-4', className)}>{children}</div>
          {footer && <footer className="flex flex-wrap justify-end gap-2 border-t px-4 py-3">{footer}</footer>}
          {/* Last, so that the dialog opens with the focus on what it is for. */}
          <Radix.Close asChild>
            <Button variant="ghost" size="icon-sm" aria-label="Close" className="absolute top-3.5 right-3.5">
              <X />
            </Button>
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

type ConfirmDialogProps = {
  open?: boolean
  onOpenChange?: (open: boolean) => void
  trigger?: ReactNode
  title: ReactNode
  /** What will be lost. */
  description: ReactNode
  confirmLabel: string
  onConfirm: () => void
  isPending?: boolean
  isConfirmDisabled?: boolean
  children?: ReactNode
}

/** Only for what cannot be undone; otherwise act and offer undo. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, trigger, title, description, confirmLabel, onConfirm, isPending, isConfirmDisabled } =
    props
  const focusReturn = useFocusReturn()
  return (
    <RadixAlert.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <RadixAlert.Trigger asChild>{trigger}</RadixAlert.Trigger>}
      <RadixAlert.Portal>
        <RadixAlert.Overlay className={overlayClasses} />
        <RadixAlert.Content className={cn(contentClasses, widths.sm, 'gap-3 p-4')} {...focusReturn}>
          <RadixAlert.Title className="font-semibold text-lg">{title}</RadixAlert.Title>
          <RadixAlert.Description asChild>
            <div className="text-fg-muted text-sm">{description}</div>
          </RadixAlert.Description>
          {props.children}
          <div className="mt-1 flex justify-end gap-2">
            <RadixAlert.Cancel asChild>
              <Button>Cancel</Button>
            </RadixAlert.Cancel>
            <Button variant="danger" onClick={onConfirm} isPending={isPending} disabled={isConfirmDisabled}>
              {confirmLabel}
            </Button>
          </div>
        </RadixAlert.Content>
      </RadixAlert.Portal>
    </RadixAlert.Root>
  )
}
