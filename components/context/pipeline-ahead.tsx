import { Skeleton } from '@/components/ui/skeleton'
import { STEP_WORDS } from './step-words'

/** The steps that a question goes through while its context is composed; each gets its counts when they are known. */
export function PipelineAhead() {
  return (
    <div role="status" aria-label="Composing the context" className="space-y-3 p-3">
      <p className="text-fg-muted text-sm">Composing what the model gets to see. The exact text appears here.</p>
      <ol className="text-xs">
        {Object.values(STEP_WORDS).map(({ label }) => (
          <li key={label} className="flex items-center gap-2 border-b py-1.5">
            <span className="flex-1">{label}</span>
            <Skeleton className="h-3 w-24" />
          </li>
        ))}
      </ol>
    </div>
  )
}
