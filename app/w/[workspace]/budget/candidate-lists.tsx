'use client'

import { GitCompareArrows } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { createSerializer } from 'nuqs/server'
import { ChosenModules } from '@/components/context/candidates/chosen-modules'
import {
  isSameChoice,
  type ModuleChoice,
  ModuleChoiceProvider,
  withChoice,
} from '@/components/context/candidates/module-choice'
import { CheckSourceProvider } from '@/components/context/checks/check-source'
import { nameOfModule } from '@/components/context/inspected-context'
import { Button } from '@/components/ui/button'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { ComposedContext } from '@/lib/engine'
import { formatComparedSide } from '@/lib/schemas/contexts/compared-side'
import { compareSearchParams } from '../compare/search-params'
import { ChangedCandidates } from './changed-candidates'
import { describeRest } from './describe-rest'
import { budgetSearchParams } from './search-params'
import { compareIncluded } from './what-if'

const toSearch = createSerializer(compareSearchParams)

type CandidateListsProps = {
  compositionId: string
  /** The release that it is asked of in place of the one that it was sent on. */
  release: string | null
  /** As it was sent, and with what is tried. */
  before: ComposedContext
  after: ComposedContext
  canWrite: boolean
}

/**
 * What falls out, comes in and is sent with what is tried. Each can be pinned, excluded and checked, and what is chosen is
 * compared with what was sent.
 */
export function CandidateLists({ compositionId, release, before, after, canWrite }: CandidateListsProps) {
  const [params, setParams] = useQueryStates(budgetSearchParams, { history: 'replace' })
  const { trace, usage } = before
  const sent = { pins: trace.pins ?? [], excludes: trace.excludes ?? [] }
  const chosen = { pins: params.pins ?? sent.pins, excludes: params.excludes ?? sent.excludes }
  const isChosen = !(isSameChoice(chosen.pins, sent.pins) && isSameChoice(chosen.excludes, sent.excludes))
  const choice: ModuleChoice = {
    ...chosen,
    choose: (moduleId, what) => void setParams({ ...withChoice(chosen, moduleId, what), composition: compositionId }),
  }
  const isFollowUp = (trace.turns?.length ?? 0) > 0
  const text = isFollowUp ? trace.analysis.standaloneQuery : trace.analysis.query
  const side = { id: compositionId, isNow: false, pins: null, excludes: null }
  const tried = { ...side, ...chosen, ...(release === null ? {} : { isNow: true, release }) }
  const list = { opened: params.candidate, onOpen: (candidate: string | null) => void setParams({ candidate }) }
  const { fallsOut, comesIn } = compareIncluded(before, after)
  return (
    <ModuleChoiceProvider value={choice}>
      <CheckSourceProvider value={canWrite ? { query: { text, model: usage.model }, isFollowUp } : null}>
        {isChosen && (
          <section aria-label="Chosen" className="flex flex-wrap items-center gap-2 rounded-md border bg-surface p-2">
            <ChosenModules {...choice} nameOf={(id) => nameOfModule(before, id)} />
            <span className="ml-auto flex gap-2">
              <Button size="sm" variant="ghost" onClick={() => void setParams({ pins: null, excludes: null })}>
                Take back
              </Button>
              <Button asChild size="sm">
                <WorkspaceLink
                  href={`/compare${toSearch({ a: formatComparedSide(side), b: formatComparedSide(tried) })}`}
                >
                  <GitCompareArrows />
                  Compare with what was sent
                </WorkspaceLink>
              </Button>
            </span>
          </section>
        )}
        <div className="grid gap-4 md:grid-cols-2">
          <ChangedCandidates
            title="Falls out"
            empty="Nothing falls out compared with what was sent."
            candidates={fallsOut}
            {...list}
          />
          <ChangedCandidates
            title="Comes in"
            empty="Nothing comes in compared with what was sent."
            candidates={comesIn}
            {...list}
          />
        </div>
        <ChangedCandidates
          title="Sent"
          empty="No knowledge is sent."
          note={describeRest(after)}
          candidates={after.trace.candidates.filter((each) => each.fate === 'included' && !comesIn.includes(each))}
          {...list}
        />
      </CheckSourceProvider>
    </ModuleChoiceProvider>
  )
}
