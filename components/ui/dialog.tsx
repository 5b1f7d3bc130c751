'use client'

import { X } from 'lucide-react'
import { Dialog as Radix, AlertDialog as RadixAlert } from 'radix-ui'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from './button'
import { cn } from './cn'
import { PortalContainer } from './portal-container'
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
  /** Closed by a button of the foot alone: what it shows is shown once. */
  isHeld?: boolean
  /** Its form differs from what it began with: for what its fields do not show, such as one that was emptied. */
  isTyped?: boolean
  className?: string
  children?: ReactNode
}

/**
 * A click outside, Esc and × throw nothing away that was typed in it: the first does nothing then, the others ask. While it
 * is being sent they do nothing: a refusal is told in the dialog alone.
 */
export function Dialog(props: DialogProps) {
  const { trigger, title, description, footer, size = 'sm', className, children } = props
  const focusReturn = useFocusReturn()
  const [isOpenItself, setIsOpenItself] = useState(false)
  const isOpen = props.open ?? isOpenItself
  const { isHeld = false, isTyped = false } = props
  const change = (open: boolean) => {
    setIsOpenItself(open)
    props.onOpenChange?.(open)
  }
  const typed = useTyped(isOpen)
  const content = useRef<HTMLDivElement>(null)
  const isBusy = () => !!content.current?.querySelector('[aria-busy="true"]')
  const [isAsking, setIsAsking] = useState(false)
  const hasTyped = () => isTyped || typed.has()
  const onOpenChange = (open: boolean) => {
    if (open || !(isHeld || hasTyped())) change(open)
    else if (!isHeld && !isBusy()) setIsAsking(true)
  }
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      {/* it is drawn over the pane that it was opened from, and so is what opens over it */}
      <PortalContainer value={null}>
        <Radix.Portal>
          <Radix.Overlay className={overlayClasses} />
          <Radix.Content
            ref={content}
            className={cn(contentClasses, widths[size])}
            {...focusReturn}
            {...(description ? {} : { 'aria-describedby': undefined })}
            onInput={typed.note}
            onInteractOutside={(event) => (isHeld || hasTyped()) && event.preventDefault()}
          >
            <header className="pt-4 pr-14 pl-4">
              <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-1 text-fg-muted text-sm">{description}</Radix.Description>
              )}
            </header>
            <div className={cn('min-h-0 flex-1 overflow-y-auto p-4', className)}>{children}</div>
            {footer && <footer className="flex flex-wrap justify-end gap-2 border-t px-4 py-3">{footer}</footer>}
            {/* Last, so that the dialog opens with the focus on what it is for. */}
            {!isHeld && (
              <Radix.Close asChild>
                <Button variant="ghost" size="icon-sm" aria-label="Close" className="absolute top-3.5 right-3.5">
                  <X />
                </Button>
              </Radix.Close>
            )}
            <ConfirmDialog
              open={isAsking}
              onOpenChange={setIsAsking}
              title="Throw away what you typed?"
              description="It is not kept anywhere."
              confirmLabel="Throw away"
              onConfirm={() => {
                setIsAsking(false)
                change(false)
              }}
            />
          </Radix.Content>
        </Radix.Portal>
      </PortalContainer>
    </Radix.Root>
  )
}

/** Fields that somebody typed in since it opened, as long as they are there and hold something. */
function useTyped(isOpen: boolean) {
  const fields = useRef(new Set<Element>())
  useEffect(() => {
    if (!isOpen) fields.current.clear()
  }, [isOpen])
  return {
    note: ({ target, currentTarget }: FormEvent<HTMLElement>) => {
      // what a layer on top of it holds is that layer's own
      if (target instanceof Element && currentTarget.contains(target) && isWritten(target)) fields.current.add(target)
    },
    has: () => [...fields.current].some((field) => field.isConnected && textOf(field).trim() !== ''),
  }
}

const CHOICES = new Set(['checkbox', 'radio', 'range', 'file', 'search'])

/** What is chosen or looked for is there again with a click or two. */
const isWritten = (field: Element) => !(field instanceof HTMLInputElement && CHOICES.has(field.type))

const textOf = (field: Element) =>
  field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : (field.textContent ?? '')

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
      <PortalContainer value={null}>
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
      </PortalContainer>
    </RadixAlert.Root>
  )
}
