import type { ComponentProps } from 'react'
import { cn } from './cn'

export const controlClasses =
  'w-full min-w-0 rounded-md border border-line-strong bg-background px-2.5 text-sm text-fg placeholder:text-fg-faint hover:border-fg-faint focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 disabled:bg-muted disabled:text-fg-faint aria-invalid:border-danger aria-invalid:outline-danger'

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input className={cn(controlClasses, 'h-8', className)} {...props} />
}

/** Ctrl or ⌘ with Enter presses the main button of its form, as Enter does in a field of one line. */
export function Textarea({ className, onKeyDown, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      className={cn(controlClasses, 'min-h-16 py-1.5 leading-5', className)}
      {...props}
      onKeyDown={(event) => {
        onKeyDown?.(event)
        if (event.defaultPrevented || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        findSubmit(event.currentTarget.form)?.click()
      }}
    />
  )
}

/** Also one that stands outside of the form, as at the foot of a dialog. */
function findSubmit(form: HTMLFormElement | null) {
  return [...(form?.elements ?? [])].find(
    (element): element is HTMLButtonElement => element instanceof HTMLButtonElement && element.type === 'submit',
  )
}
