import { type ReactNode, useId } from 'react'
import { cn } from './cn'

type SectionProps = {
  title: string
  description?: ReactNode
  actions?: ReactNode
  className?: string
  children: ReactNode
}

/** A titled part of a screen. */
export function Section({ title, description, actions, className, children }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={cn('flex flex-col gap-3', className)}>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <h2 id={id} className="font-semibold text-base [overflow-wrap:anywhere]">
            {title}
          </h2>
          {description && <p className="mt-0.5 max-w-[75ch] text-fg-muted text-sm">{description}</p>}
        </div>
        {actions}
      </div>
      {children}
    </section>
  )
}
