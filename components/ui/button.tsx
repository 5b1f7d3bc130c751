import { cva, type VariantProps } from 'class-variance-authority'
import { LoaderCircle } from 'lucide-react'
import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

export const buttonVariants = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors disabled:pointer-events-none disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary:
          'bg-accent-fill text-accent-on hover:bg-accent-fill/90 disabled:not-aria-busy:bg-muted disabled:not-aria-busy:text-fg-faint disabled:not-aria-busy:opacity-100 aria-disabled:bg-muted aria-disabled:text-fg-faint aria-disabled:opacity-100',
        secondary: 'border border-line-strong bg-background text-fg hover:bg-muted',
        ghost: 'text-fg-muted hover:bg-muted hover:text-fg data-[state=open]:bg-muted data-[state=open]:text-fg',
        danger: 'bg-danger-fill text-white hover:bg-danger-fill/90',
        link: 'text-accent underline-offset-4 hover:underline',
      },
      size: {
        md: 'h-8 px-3 text-sm',
        sm: 'h-7 px-2 text-xs [&_svg]:size-3.5',
        icon: 'size-8',
        'icon-sm': 'size-7 [&_svg]:size-3.5',
      },
    },
    compoundVariants: [{ variant: 'link', class: 'h-auto px-0' }],
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
)

export type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonVariants> & { asChild?: boolean; isPending?: boolean }

/** With `aria-disabled` it does nothing but stays focusable, so that its tooltip can say why. */
export function Button({ asChild, variant, size, className, isPending, children, disabled, ...props }: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), className)
  if (asChild) {
    return (
      <Slot.Root className={classes} {...props}>
        {children}
      </Slot.Root>
    )
  }
  return (
    <button
      type="button"
      className={classes}
      disabled={disabled || isPending}
      aria-busy={isPending}
      {...props}
      onClick={props['aria-disabled'] ? undefined : props.onClick}
    >
      {isPending && <LoaderCircle className="animate-spin" aria-hidden />}
      {children}
    </button>
  )
}
