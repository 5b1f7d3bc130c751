'use client'

import { useQuery } from '@tanstack/react-query'
import { RotateCcw } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { useDeferredValue, useMemo, useRef } from 'react'
import { allocatedParts, SectionBar, SectionLegend, usedParts } from '@/components/context/steps/section-bar'
import { policyQuery } from '@/components/policy/policy-query'
import { diffSettings } from '@/components/policy/policy-settings'
import { SavePolicy } from '@/components/policy/save-policy'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Notice } from '@/components/ui/error-state'
import { formatNumber } from '@/components/ui/format-number'
import { mapSections, type PolicySettings, type PreparedContext, type Tokenizer } from '@/lib/engine'
import type { AvailableModelDto } from '@/lib/schemas/workspaces/provider'
import { ProposePolicy } from '../changes/propose-policy'
import { applyPolicyVersionAction, savePolicyVersionAction } from '../policy-actions'
import { BudgetControls } from './budget-controls'
import { CandidateLists } from './candidate-lists'
import { explainNoChange } from './explain-no-change'
import { budgetSearchParams } from './search-params'
import { ShareBar } from './share-bar'
import { describeFit } from './share-scale'
import { NO_TRIAL, offeredModels, toTrial, toTrialParams } from './trial-params'
import { useTokenizer } from './use-tokenizer'
import { assembleTrial, compareIncluded, describeEstimate, type Outcome, type Trial, trialOf } from './what-if'
import { WindowRuler } from './window-ruler'

type BudgetWorkbenchProps = {
  compositionId: string
  /** As it was sent. */
  sent: PreparedContext
  /** What budgets are tried on: that, or its question on another release. */
  prepared: PreparedContext
  /** The other release; null for the one that it was sent on. */
  release: string | null
  /** Of the model the composition was made for. */
  tokenizer: Tokenizer
  models: AvailableModelDto[]
  canSave: boolean
}

/** Tries budgets on one composition: the engine's second half runs here, in the browser, at each change. */
export function BudgetWorkbench(props: BudgetWorkbenchProps) {
  const { compositionId, sent, prepared, release, tokenizer, models, canSave } = props
  const [params, setParams] = useQueryStates(budgetSearchParams, { history: 'replace', throttleMs: 200 })
  const original = useMemo(() => trialOf(sent), [sent])
  const offered = useMemo(() => offeredModels(models, original), [models, original])
  const trial = useMemo(() => toTrial(original, params, offered), [original, params, offered])
  // a link shows the same question, even when others have been asked since
  const setTrial = (next: Trial) =>
    void setParams({ ...toTrialParams(original, next, offered), composition: compositionId })
  const tried = useDeferredValue(trial)
  const trialTokenizer = useTokenizer(tried).data ?? tokenizer

  const before = useMemo(() => assembleTrial(sent, original, tokenizer), [sent, original, tokenizer])
  const after = useMemo(() => assembleTrial(prepared, tried, trialTokenizer), [prepared, tried, trialTokenizer])
  const shown = useLastContext(after)
  const estimate = describeEstimate(tried.model, prepared)
  const changes = before.context && after.context ? compareIncluded(before.context, after.context) : null
  const isChanged = Object.values(toTrialParams(original, trial, offered)).some((value) => value !== null)
  const isSame = changes !== null && changes.fallsOut.length + changes.comesIn.length === 0
  const sentence =
    isSame && before.context && after.context
      ? explainNoChange(
          { shares: original.shares, usage: before.context.usage },
          { shares: tried.shares, usage: after.context.usage },
        )
      : null

  const { policy: used } = sent.request
  const policy = useQuery({ ...policyQuery(used.id), enabled: canSave }).data
  return (
    <div className="space-y-5">
      {after.error && <Notice tone="danger" title={after.error} />}
      {shown && (
        <div className={cn('space-y-1.5', after.error && 'opacity-50')}>
          <BarLabel name="Shares" hint={describeFit(trial.shares, shown.usage)} />
          <ShareBar shares={trial.shares} usage={shown.usage} onChange={(shares) => setTrial({ ...trial, shares })} />
          <BarLabel name="Allocated" hint="after adapting to the query and passing on what is unused" />
          <SectionBar
            label="Allocated"
            className="h-7"
            parts={allocatedParts(shown.usage)}
            contextWindow={shown.usage.contextWindow}
          />
          <BarLabel
            name="Used"
            hint={[`${formatNumber(shown.usage.inputTokens)} tokens are sent`, estimate].filter(Boolean).join(': ')}
          />
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
      {sentence && (
        <p role="status" className="text-fg-muted text-sm">
          {sentence}
        </p>
      )}
      <BudgetControls
        trial={trial}
        onChange={setTrial}
        offered={offered}
        responseShare={used.settings.budget.responseShare}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={() => void setParams(NO_TRIAL)} disabled={!isChanged}>
          <RotateCcw />
          Reset
        </Button>
        {policy && (
          <ProposePolicy
            policy={policy}
            settings={withShares(policy.settings, trial.shares)}
            hasProblems={!isChanged || after.error !== null}
          />
        )}
        {policy && (
          <SavePolicy
            policy={policy}
            settings={withShares(policy.settings, trial.shares)}
            hasProblems={!isChanged || after.error !== null}
            save={savePolicyVersionAction}
            use={applyPolicyVersionAction}
            suggestion={describeShares(trial)}
          />
        )}
        {policy &&
          isChanged &&
          diffSettings(policy.settings, withShares(policy.settings, trial.shares)).length === 0 && (
            <p className="text-fg-muted text-xs">
              Model, window and reserve are of a question: a policy keeps the shares.
            </p>
          )}
      </div>
      {before.context && after.context && (
        <CandidateLists
          compositionId={compositionId}
          release={release}
          before={before.context}
          after={after.context}
          canWrite={canSave}
        />
      )}
    </div>
  )
}

function withShares(settings: PolicySettings, shares: Trial['shares']): PolicySettings {
  const sections = mapSections((name) => ({ ...settings.budget.sections[name], share: shares[name] }))
  return { ...settings, budget: { ...settings.budget, sections } }
}

/** The last context that could be assembled stays in view while the numbers typed make none. */
function useLastContext({ context }: Outcome) {
  const last = useRef(context)
  if (context) last.current = context
  return last.current
}

function describeShares({ shares }: Trial): string {
  const words = Object.entries(shares).map(([name, share]) => `${name} ${Math.round(100 * share)}%`)
  return `Shares: ${words.join(', ')}`
}

function BarLabel({ name, hint }: { name: string; hint: string }) {
  return (
    <p className="pt-1 text-xs">
      <span className="font-medium">{name}</span> <span className="text-fg-faint">{hint}</span>
    </p>
  )
}
