import { cn } from '@/components/ui/cn'
import type { TouchedContextsDto } from '@/lib/schemas/changes/change-request'
import { describeTouched, explainTouched } from './change-words'

/** How many contexts of the required query sets a change request changes. */
export function TouchedContexts({ className, ...touched }: TouchedContextsDto & { className?: string }) {
  return (
    <span
      className={cn('shrink-0 text-fg-muted', !touched.isCurrent && 'text-fg-faint', className)}
      title={explainTouched(touched)}
    >
      {describeTouched(touched)}
    </span>
  )
}
