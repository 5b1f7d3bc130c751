'use client'

import { useQuery } from '@tanstack/react-query'
import { Search, SlidersHorizontal } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { useMemo, useRef, useState } from 'react'
import { CheckSourceProvider } from '@/components/context/checks/check-source'
import { LeftOut } from '@/components/context/left-out'
import { ClientError } from '@/components/data/api-client'
import { useCommands } from '@/components/frame/commands'
import { PageHeader } from '@/components/frame/page-header'
import { policyQuery } from '@/components/policy/policy-query'
import { SavePolicy } from '@/components/policy/save-policy'
import { ReleaseSelect, useHasReleases } from '@/components/release/release-select'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { PolicySettings } from '@/lib/engine'
import { ProposePolicy } from '../changes/propose-policy'
import { applyPolicyVersionAction, savePolicyVersionAction } from '../policy-actions'
import { AnalysisBar } from './analysis-bar'
import { FilterMenu } from './filter-menu'
import { RetrievalInspector } from './retrieval-inspector'
import { RetrievalStatus } from './retrieval-status'
import { retrievalSearchParams } from './search-params'
import { StageView } from './stage-view'
import { Suggestions } from './suggestions'
import { useRetrieval } from './use-retrieval'

type RetrievalScreenProps = {
  policies: { id: string; name: string }[]
  defaultPolicyId: string
  defaults: PolicySettings
  canWrite: boolean
  asked: string[]
  topics: string[]
}

export function RetrievalScreen(props: RetrievalScreenProps) {
  const { policies, defaultPolicyId, defaults, canWrite, asked, topics } = props
  const [params, setParams] = useQueryStates(retrievalSearchParams, { history: 'replace', throttleMs: 200 })
  const [isPanelOpen, setIsPanelOpen] = useState(false)
  const hasReleases = useHasReleases()
  const queryInput = useRef<HTMLInputElement>(null)
  const policy = useQuery(policyQuery(params.policy ?? defaultPolicyId))
  const { settings, changes, problems, shown, retrieval, selection, isAsked } = useRetrieval(
    params.q,
    policy.data,
    params.set,
    params,
  )
  const candidate = useMemo(
    () => retrieval?.candidates.find(({ key, moduleId }) => key === params.candidate || moduleId === params.candidate),
    [retrieval, params.candidate],
  )
  useCommands([
    {
      id: 'retrieval:query',
      label: 'Type a query',
      group: 'Retrieval',
      shortcut: '/',
      run: () => queryInput.current?.focus(),
    },
  ])
  const select = (key: string) => {
    setIsPanelOpen(true)
    void setParams({ candidate: key, pane: 'candidate' })
  }
  const setTrial = (path: string, value: number | string | undefined) => {
    const { [path]: _, ...others } = params.set
    void setParams({ set: value === undefined ? others : { ...others, [path]: value } })
  }
  const error = shown.error ?? policy.error

  return (
    <>
      <PageHeader
        title="Retrieval"
        status={<RetrievalStatus retrieval={retrieval} isFetching={isAsked && shown.isFetching} />}
        actions={
          <>
            <Button className="rail:hidden" onClick={() => setIsPanelOpen(true)}>
              <SlidersHorizontal />
              <span className="max-sm:sr-only">Settings</span>
            </Button>
            {canWrite && policy.data && settings && (
              <ProposePolicy
                policy={policy.data}
                settings={settings}
                hasProblems={Object.keys(problems).length > 0}
                isShort
              />
            )}
            {canWrite && policy.data && settings && (
              <SavePolicy
                policy={policy.data}
                settings={settings}
                hasProblems={Object.keys(problems).length > 0}
                isShort
                save={savePolicyVersionAction}
                use={applyPolicyVersionAction}
                onUsed={() => void setParams({ set: {} })}
              />
            )}
          </>
        }
      >
        <div className="space-y-2 px-4 pb-2">
          <div className="flex flex-wrap gap-2">
            <div className="relative min-w-48 max-w-3xl flex-1">
              <Search className="pointer-events-none absolute top-2 left-2.5 size-4 text-fg-faint" aria-hidden />
              <Input
                ref={queryInput}
                type="search"
                aria-label="Query"
                placeholder="A query, as somebody would ask it"
                className="pl-8"
                value={params.q}
                maxLength={4000}
                onChange={(event) => void setParams({ q: event.target.value, candidate: null })}
              />
            </div>
            <FilterMenu filters={params} onChange={(filters) => void setParams(filters)} />
            {hasReleases && (
              <ReleaseSelect
                aria-label="Release"
                className="w-44"
                value={params.release ?? undefined}
                onValueChange={(release) => void setParams({ release: release ?? null, candidate: null })}
              />
            )}
            {policies.length > 1 && (
              <Select
                aria-label="Policy"
                className="w-44"
                value={params.policy ?? defaultPolicyId}
                onValueChange={(id) => void setParams({ policy: id === defaultPolicyId ? null : id, set: {} })}
                options={policies.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
          </div>
          {isAsked && !error && <AnalysisBar retrieval={retrieval} />}
        </div>
      </PageHeader>
      <div className="flex min-h-0 flex-1">
        <div className="min-w-0 flex-1 overflow-y-auto p-4">
          {error ? (
            <ErrorState
              title="Retrieval could not be run"
              description={error.message}
              requestId={error instanceof ClientError ? error.requestId : undefined}
              onRetry={() => void Promise.all([policy.refetch(), isAsked && shown.refetch()])}
            />
          ) : isAsked ? (
            <>
              <StageView
                retrieval={retrieval}
                level={params.of}
                isFiltered={params.category !== null || params.tag.length > 0 || params.priority !== null}
                selectedKey={params.candidate}
                onLevel={(of) => void setParams({ of, candidate: null })}
                onSelect={select}
              />
              <LeftOut modules={retrieval?.leftOut ?? []} />
            </>
          ) : (
            <Suggestions
              asked={asked}
              topics={topics}
              onChoose={(q) => {
                void setParams({ q })
                queryInput.current?.focus()
              }}
            />
          )}
        </div>
        {policy.data && settings && (
          <CheckSourceProvider value={canWrite ? { query: { text: params.q } } : null}>
            <RetrievalInspector
              isOpen={isPanelOpen}
              pane={params.pane}
              onPane={(pane) => void setParams({ pane })}
              onClose={() => setIsPanelOpen(false)}
              candidate={candidate}
              weights={retrieval?.weights ?? {}}
              changes={changes}
              selection={selection}
              onSelect={select}
              settings={settings}
              policySettings={policy.data.settings}
              defaults={defaults}
              trial={params.set}
              errors={problems}
              onChange={setTrial}
              onReset={() => void setParams({ set: {} })}
            />
          </CheckSourceProvider>
        )}
      </div>
    </>
  )
}
