import type { ComponentProps } from 'react'
import { cn } from './cn'

export const controlClasses =
  'w-full min-w-0 rounded-md border border-line-strong bg-background px-2.5 text-sm text-fg placeholder:text-fg-faint hover:border-fg-faint focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 disabled:bg-muted disabled:text-fg-faint aria-invalid:border-danger aria-invalid:outline-danger'

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input className={cn(controlClasses, 'h-8', className)} {...props} />
}

export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return <textarea className={cn(controlClasses, 'min-h-16 py-1.5 leading-5', className)} {...props} />
}
