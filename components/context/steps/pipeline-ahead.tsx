import { Check, Circle, LoaderCircle } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import type { TraceStep } from '@/lib/engine'
import { currentStep, describeCounts, STEP_WORDS } from './step-words'

/** The steps that a question goes through while its context is composed, each with its counts as soon as it has ended. */
export function PipelineAhead({ steps }: { steps: TraceStep[] }) {
  const ended = new Map(steps.map((step) => [step.name, step]))
  const current = currentStep(steps)
  return (
    <div role="status" aria-label="Composing the context" className="space-y-3 p-3">
      <p className="text-fg-muted text-sm">
        Composing what the model gets to see: {ended.size} of {Object.keys(STEP_WORDS).length} steps. The exact text
        appears here.
      </p>
      <ol className="text-xs">
        {Object.entries(STEP_WORDS).map(([name, words]) => {
          const step = ended.get(name)
          const state = step ? 'ended' : words === current ? 'running' : 'ahead'
          const Icon = { ended: Check, running: LoaderCircle, ahead: Circle }[state]
          return (
            <li
              key={name}
              aria-current={state === 'running' ? 'step' : undefined}
              className={cn('flex items-center gap-2 border-b py-1.5', state === 'ahead' && 'text-fg-faint')}
            >
              <Icon
                className={cn('size-3.5 shrink-0 text-fg-faint', state === 'running' && 'animate-spin text-accent')}
                aria-hidden
              />
              <span className={cn(state !== 'ahead' && 'font-medium')}>{words.label}</span>
              <span className="tabular ml-auto text-right text-fg-muted">{step && describeCounts(step)}</span>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
