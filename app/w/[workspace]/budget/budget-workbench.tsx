'use client'

import { RotateCcw, Save } from 'lucide-react'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { toast } from 'sonner'
import { allocatedParts, SectionBar, SectionLegend, usedParts } from '@/components/context/section-bar'
import { useAction } from '@/components/data/use-action'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Notice } from '@/components/ui/error-state'
import { formatNumber } from '@/components/ui/format-number'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { PreparedContext, Tokenizer } from '@/lib/engine'
import type { AvailableModelDto } from '@/lib/schemas/provider'
import { savePolicyVersionAction } from './actions'
import { BudgetControls } from './budget-controls'
import { ChangedCandidates } from './changed-candidates'
import { ShareBar } from './share-bar'
import { useTokenizer } from './use-tokenizer'
import { applyTrial, assembleTrial, compareIncluded, type Outcome, type Trial, trialOf } from './what-if'
import { WindowRuler } from './window-ruler'

type BudgetWorkbenchProps = {
  prepared: PreparedContext
  /** Of the model the composition was made for. */
  tokenizer: Tokenizer
  models: AvailableModelDto[]
  canSave: boolean
}

/** Tries budgets on one composition: the engine's second half runs here, in the browser, at each change. */
export function BudgetWorkbench({ prepared, tokenizer, models, canSave }: BudgetWorkbenchProps) {
  const original = useMemo(() => trialOf(prepared), [prepared])
  const [trial, setTrial] = useState(original)
  const tried = useDeferredValue(trial)
  const trialTokenizer = useTokenizer(tried).data ?? tokenizer

  const before = useMemo(() => assembleTrial(prepared, original, tokenizer), [prepared, original, tokenizer])
  const after = useMemo(() => assembleTrial(prepared, tried, trialTokenizer), [prepared, tried, trialTokenizer])
  const shown = useLastContext(after)
  const changes = before.context && after.context ? compareIncluded(before.context, after.context) : null
  const isChanged = trial !== original

  const save = useAction(savePolicyVersionAction, {
    onSuccess: ({ version }) =>
      toast.success(`Saved as version ${version} of the policy`, {
        description: 'Nothing changes for others until it is applied.',
        action: (
          <WorkspaceLink href="/settings/policy" className="ml-auto shrink-0 text-accent text-xs underline">
            Open
          </WorkspaceLink>
        ),
      }),
  })
  const saveShares = () => {
    const { policy } = applyTrial(prepared, trial).request
    save.mutate({ id: policy.id, settings: policy.settings, message: describeShares(trial) })
  }

  return (
    <div className="space-y-5">
      <BudgetControls trial={trial} onChange={setTrial} models={models} />
      {after.error && <Notice tone="danger" title={after.error} />}
      {shown && (
        <div className={cn('space-y-1.5', after.error && 'opacity-50')}>
          <BarLabel name="Shares" hint="drag a border" />
          <ShareBar shares={trial.shares} onChange={(shares) => setTrial({ ...trial, shares })} />
          <BarLabel name="Allocated" hint="after adapting to the query and passing on what is unused" />
          <SectionBar
            label="Allocated"
            className="h-7"
            parts={allocatedParts(shown.usage)}
            contextWindow={shown.usage.contextWindow}
          />
          <BarLabel name="Used" hint={`${formatNumber(shown.usage.inputTokens)} tokens are sent`} />
          <SectionBar
            label="Used"
            className="h-7"
            parts={usedParts(shown.usage)}
            contextWindow={shown.usage.contextWindow}
          />
          <WindowRuler contextWindow={shown.usage.contextWindow} />
          <SectionLegend parts={usedParts(shown.usage)} />
        </div>
      )}
      <div className="flex items-center gap-2">
        <Button onClick={() => setTrial(original)} disabled={!isChanged}>
          <RotateCcw />
          Reset
        </Button>
        {canSave && (
          <Button
            variant="primary"
            onClick={saveShares}
            isPending={save.isPending}
            disabled={!isChanged || after.error !== null}
          >
            <Save />
            Save as policy version
          </Button>
        )}
      </div>
      {changes && (
        <div className="grid gap-4 md:grid-cols-2">
          <ChangedCandidates
            title="Falls out"
            empty="Nothing falls out compared with what was sent."
            candidates={changes.fallsOut}
          />
          <ChangedCandidates
            title="Comes in"
            empty="Nothing comes in compared with what was sent."
            candidates={changes.comesIn}
          />
        </div>
      )}
    </div>
  )
}

/** The last context that could be assembled stays in view while the numbers typed make none. */
function useLastContext({ context }: Outcome) {
  const last = useRef(context)
  if (context) last.current = context
  return last.current
}

function describeShares({ shares }: Trial): string {
  const words = Object.entries(shares).map(([name, share]) => `${name} ${Math.round(100 * share)} %`)
  return `Shares: ${words.join(', ')}`
}

function BarLabel({ name, hint }: { name: string; hint: string }) {
  return (
    <p className="pt-1 text-xs">
      <span className="font-medium">{name}</span> <span className="text-fg-faint">{hint}</span>
    </p>
  )
}
