'use client'

import { CompareTab } from '@/app/w/[workspace]/playground/compare-tab'
import { ChoiceBar } from '@/app/w/[workspace]/playground/composer/choice-bar'
import { CHOSEN } from '@/app/w/[workspace]/playground/list-comparisons'
import { isSameChoice, useModuleChoice } from '@/components/context/candidates/module-choice'
import { CheckSourceProvider } from '@/components/context/checks/check-source'
import { ContextInspector } from '@/components/context/context-inspector'
import { useSummaryChoice } from '@/components/context/history/summary-choice'
import { type InspectedContext, nameOfModule } from '@/components/context/inspected-context'

type AnswerContextProps = Omit<Parameters<typeof ContextInspector>[0], 'compare'> & {
  context: InspectedContext
  /** Compositions of the answers to the same question, oldest first. */
  siblings: string[]
  /** The composition of the last answer to another question before. */
  before: string | undefined
  onAskAgain: (() => void) | null
  /** Checks can be saved from here. */
  canWrite: boolean
  /** Name of what it is compared with. */
  compared: string | null
  onCompare: (compared: string) => void
}

/** The context of an answer, with what is chosen to be otherwise and the comparison with other contexts. */
export function AnswerContext(props: AnswerContextProps) {
  const { context, siblings, before, onAskAgain, canWrite, compared, onCompare, ...view } = props
  const choice = useModuleChoice()
  const unfolds = useSummaryChoice()?.unfolds ?? []
  const { usage, trace, id } = context
  const sent = { pins: trace.pins ?? [], excludes: trace.excludes ?? [] }
  const isFollowUp = (trace.turns?.length ?? 0) > 0
  const text = isFollowUp ? trace.analysis.standaloneQuery : trace.analysis.query
  const isPending =
    choice !== null &&
    !(
      isSameChoice(choice.pins, sent.pins) &&
      isSameChoice(choice.excludes, sent.excludes) &&
      isSameChoice(unfolds, trace.unfolds ?? [])
    )
  return (
    <CheckSourceProvider value={canWrite ? { query: { text, model: usage.model }, isFollowUp } : null}>
      {isPending && (
        <ChoiceBar
          choice={choice}
          nameOf={(moduleId) => nameOfModule(context, moduleId)}
          onAskAgain={onAskAgain}
          onCompare={() => onCompare(CHOSEN)}
        />
      )}
      <ContextInspector
        context={context}
        {...view}
        compare={
          <CompareTab
            known={{ compositionId: id, siblings, before, named: compared, policy: trace.policy }}
            model={usage.model}
            choice={isPending ? { pins: choice.pins, excludes: choice.excludes, unfolds } : null}
            onChange={onCompare}
          />
        }
      />
    </CheckSourceProvider>
  )
}
