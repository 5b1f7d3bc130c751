import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from './cn'

const badgeVariants = cva(
  'inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-md border px-1.5 text-xs [&_svg]:size-3',
  {
    variants: {
      tone: {
        neutral: 'bg-surface text-fg-muted',
        accent: 'border-accent/25 bg-accent/8 text-accent',
        success: 'border-success/25 bg-success/8 text-success',
        warning: 'border-warning/25 bg-warning/8 text-warning',
        danger: 'border-danger/25 bg-danger/8 text-danger',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
)

export type BadgeTone = NonNullable<VariantProps<typeof badgeVariants>['tone']>

export function Badge({ tone, className, ...props }: ComponentProps<'span'> & VariantProps<typeof badgeVariants>) {
  return <span className={cn(badgeVariants({ tone }), className)} {...props} />
}
