import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'

type EmptyStateProps = {
  icon?: LucideIcon
  title: string
  /** What this is and why it is empty. */
  description: ReactNode
  headingLevel?: 1 | 2 | 3
  className?: string
  /** The next steps: with them, the icon has the color of what can be done. */
  children?: ReactNode
}

export function EmptyState({ icon: Icon, title, description, headingLevel = 2, className, children }: EmptyStateProps) {
  const Heading = `h${headingLevel}` as const
  return (
    <div className={cn('mx-auto flex max-w-md flex-col items-center gap-2 px-6 py-12 text-center', className)}>
      {Icon && (
        <span
          className={cn(
            'mb-1 grid size-10 place-items-center rounded-md border',
            children ? 'border-accent/30 bg-accent/10 text-accent' : 'bg-surface text-fg-muted',
          )}
        >
          <Icon className="size-5" aria-hidden />
        </span>
      )}
      <Heading className="max-w-full font-semibold text-base [overflow-wrap:anywhere]">{title}</Heading>
      <p className="max-w-full text-fg-muted text-sm [overflow-wrap:anywhere]">{description}</p>
      {children && <div className="mt-3 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  )
}
