import { useQuery } from '@tanstack/react-query'
import { LoaderCircle } from 'lucide-react'
import { describeCounts, STEP_WORDS } from '@/components/context/steps/step-words'
import { policiesQuery } from '@/components/data/policies-query'
import { tellPolicyVersion } from '@/components/policy/tell-policy-version'
import { Popover } from '@/components/ui/popover'
import type { RetrievalDto } from '@/lib/schemas/contexts/retrieval'
import { countWarnings, describeFilter, describeSelected } from './retrieval-words'

type RetrievalStatusProps = { retrieval: RetrievalDto | undefined; isFetching: boolean }

const formatMs = (ms: number) => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`

/** Counts and time of the run; its steps, filters and warnings on demand. */
export function RetrievalStatus({ retrieval, isFetching }: RetrievalStatusProps) {
  const policies = useQuery(policiesQuery()).data?.items
  if (!retrieval)
    return isFetching ? <Searching /> : <span className="max-sm:hidden">how each stage finds, orders and chooses</span>
  const { candidates, steps, filters, warnings, policy } = retrieval
  const name = policies?.find(({ id }) => id === policy.id)?.name ?? policy.id
  const total = steps.reduce((sum, { ms }) => sum + ms, 0)
  const selected = candidates.filter(({ isSelected }) => isSelected).length
  return (
    <>
      <span>{describeSelected(selected, candidates.length)}</span>
      <span className="max-sm:hidden">
        policy {name} {tellPolicyVersion(policy.version)}
      </span>
      <Popover
        label="Steps"
        className="w-80 space-y-3"
        trigger={
          <button
            type="button"
            className="tabular rounded-md underline decoration-dotted underline-offset-2 hover:text-fg"
          >
            {formatMs(total)}
            {warnings.length > 0 && ` · ${countWarnings(warnings.length)}`}
          </button>
        }
      >
        {warnings.map((warning) => (
          <p key={warning} className="text-warning text-xs">
            {warning}
          </p>
        ))}
        <ol className="text-xs">
          {steps.map((step) => (
            <li key={step.name} className="border-b py-1 last:border-b-0">
              <span className="flex gap-2">
                <span className="min-w-0 flex-1">
                  {STEP_WORDS[step.name]?.label ?? step.name}{' '}
                  <span className="text-fg-muted">{describeCounts(step)}</span>
                </span>
                <span className="tabular w-14 text-right">{formatMs(step.ms)}</span>
              </span>
              {step.notes.map((note) => (
                <span key={note} className="block text-fg-faint">
                  {note}
                </span>
              ))}
            </li>
          ))}
        </ol>
        {filters.map(({ name, removed }) => (
          <p key={name} className="text-fg-muted text-xs">
            {describeFilter(name, removed)}
          </p>
        ))}
      </Popover>
      {isFetching && <Searching />}
    </>
  )
}

function Searching() {
  return (
    <span role="status" className="inline-flex items-center gap-1">
      <LoaderCircle className="size-3 animate-spin" aria-hidden />
      <span className="sr-only">Searching</span>
    </span>
  )
}
