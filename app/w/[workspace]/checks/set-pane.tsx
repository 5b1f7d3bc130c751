'use client'

import { useQuery } from '@tanstack/react-query'
import { Play, Plus } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { useState } from 'react'
import { ReleaseSelect, useHasReleases } from '@/components/release/release-select'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState, LoadedBefore, Notice } from '@/components/ui/error-state'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { RunSummaryDto } from '@/lib/schemas/query-sets/check-run'
import type { NamedQuerySetDto, QuerySetDto } from '@/lib/schemas/query-sets/query-set'
import { AblationPart } from './ablation-part'
import { AnswersPart } from './answers-part'
import { querySetQuery, runQuery } from './queries'
import { QueryDialog } from './query-dialog'
import { QueryTable } from './query-table'
import { RunHistory } from './run-history'
import { RunLine } from './run-line'
import { checksSearchParams, SET_PARTS } from './search-params'
import { SetMenu } from './set-menu'
import { useFollowed } from './use-followed'

type SetPaneProps = { id: string; canWrite: boolean; canRun: boolean; onGone: () => void }

/** One query set: its queries, what came of their checks, and the runs before. */
export function SetPane({ id, ...props }: SetPaneProps) {
  const [{ release }] = useQueryStates(checksSearchParams)
  const result = useQuery(querySetQuery(id, release ?? undefined))
  if (result.error && !result.data) {
    return (
      <ErrorState
        title="The query set could not be loaded"
        description={result.error.message}
        onRetry={() => void result.refetch()}
      />
    )
  }
  if (!result.data) {
    return (
      <div role="status" aria-label="Loading the query set" className="space-y-3 p-4">
        <Skeleton className="h-8 w-64" />
        <Skeleton className="h-48 w-full" />
      </div>
    )
  }
  return (
    <>
      <LoadedBefore error={result.error} className="px-4 pt-4" />
      <LoadedSet set={result.data} {...props} />
    </>
  )
}

function LoadedSet({ set, canWrite, canRun, onGone }: Omit<SetPaneProps, 'id'> & { set: NamedQuerySetDto }) {
  const [{ release, failing, part }, setSearch] = useQueryStates(checksSearchParams)
  const { proposal } = set
  const [edited, setEdited] = useState<string | 'new' | null>(null)
  const hasReleases = useHasReleases()
  const running = useFollowed<RunSummaryDto>({
    ...{ start: `/query-sets/${set.id}/runs`, each: '/check-runs' },
    release: release ?? undefined,
  })
  const run = running.run ?? set.lastRun
  const shown = useQuery(runQuery(run?.id, run?.done ?? 0))
  const results = shown.data?.results ?? []
  const isStale = run !== null && run.setRevision !== set.revision
  return (
    <div className="space-y-6 p-4">
      <Section
        title={set.name}
        description={describeSet(set)}
        actions={
          <div className="flex flex-wrap items-center gap-2">
            {hasReleases && !proposal?.isNew && (
              <ReleaseSelect
                aria-label="Release"
                className="w-44"
                value={release ?? undefined}
                onValueChange={(next) => void setSearch({ release: next ?? null })}
              />
            )}
            {canWrite && (
              <Button onClick={() => setEdited('new')}>
                <Plus />
                Add a query
              </Button>
            )}
            {canRun && set.queries.length > 0 && (
              <Button isPending={running.isBusy} onClick={() => running.start()}>
                {!running.isBusy && <Play />}
                Run
              </Button>
            )}
            {!proposal && <SetMenu set={set} canWrite={canWrite} onGone={onGone} />}
          </div>
        }
      >
        {proposal && (
          <Notice
            tone="info"
            title={`#${proposal.number} wants this query set so. ${proposal.isNew ? 'It is there' : 'It changes'} once that is merged.`}
            action={
              <Button asChild size="sm" variant="secondary">
                <WorkspaceLink href={`/changes/${proposal.number}?set=${encodeURIComponent(set.id)}`}>
                  Open #{proposal.number}
                </WorkspaceLink>
              </Button>
            }
          />
        )}
        {running.error && <Notice title={running.error.message} requestId={running.error.requestId} />}
        {run && part === 'queries' && (
          <RunLine
            run={run}
            filter={
              run.failed + run.broken > 0 && (
                <Button size="sm" aria-pressed={failing} onClick={() => void setSearch({ failing: !failing || null })}>
                  {failing ? 'Show all queries' : 'Only what fails'}
                </Button>
              )
            }
            isBusy={running.isBusy}
            onCancel={running.cancel}
            onGoOn={canRun ? () => running.goOn(run.id) : undefined}
          />
        )}
        {isStale && part === 'queries' && (
          <p className="text-fg-muted text-sm">The set was changed since: run it again.</p>
        )}
      </Section>
      <Tabs
        value={part}
        onValueChange={(value) => void setSearch({ part: SET_PARTS.find((known) => known === value) ?? null })}
      >
        <TabsList aria-label="Of the query set" className="mb-4 px-0">
          <TabsTrigger value="queries">Queries</TabsTrigger>
          <TabsTrigger value="without">Without each module</TabsTrigger>
          <TabsTrigger value="answers">Answers</TabsTrigger>
        </TabsList>
        <TabsContent value="queries" className="space-y-6">
          {set.queries.length === 0 ? (
            <EmptyState
              title="No queries yet"
              description="Add a question with what its context should be like, or save a check from the playground: every module of an answer’s context offers it."
            >
              {canWrite && <Button onClick={() => setEdited('new')}>Add a query</Button>}
            </EmptyState>
          ) : run && shown.isPending ? (
            <div role="status" aria-label="Loading what the run found">
              <Skeleton className="h-48 w-full" />
            </div>
          ) : (
            <QueryTable
              set={set}
              results={results}
              isStale={isStale}
              onlyFailing={failing}
              canWrite={canWrite}
              canOpen={canRun}
              onEdit={setEdited}
            />
          )}
          {set.lastRun && <RunHistory set={set} release={release ?? undefined} />}
        </TabsContent>
        <TabsContent value="without">
          <AblationPart set={set} release={release ?? undefined} canRun={canRun} />
        </TabsContent>
        <TabsContent value="answers">
          <AnswersPart set={set} release={release ?? undefined} canRun={canRun} />
        </TabsContent>
      </Tabs>
      {edited !== null && (
        <QueryDialog
          set={set}
          query={set.queries.find((query) => query.id === edited)}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  )
}

function describeSet({ description, isRequired }: QuerySetDto): string {
  const required = 'Required: a change request is merged only while all its checks hold.'
  return [description, isRequired ? required : ''].filter((told) => told !== '').join(' ')
}
