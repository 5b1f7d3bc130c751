'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, ListChecks } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { ClientError } from '@/components/data/api-client'
import { querySetsQuery } from '@/components/data/query-sets-query'
import { PageHeader } from '@/components/frame/page-header'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { formatCount } from '@/components/ui/format-number'
import { ExplanationPane } from './explanation-pane'
import { ImportSet } from './import-set'
import { NewSetDialog } from './new-set-dialog'
import { checksSearchParams } from './search-params'
import { SetList } from './set-list'
import { SetPane } from './set-pane'
import { usePaneFocus } from './use-pane-focus'

type ChecksScreenProps = { canWrite: boolean; canRun: boolean }

/** Tests of composed contexts: what should be in them, whether it is, and why. */
export function ChecksScreen({ canWrite, canRun }: ChecksScreenProps) {
  const [{ set, query, release }, setSearch] = useQueryStates(checksSearchParams)
  const result = useQuery(querySetsQuery(release ?? undefined))
  const isReleaseGone = release !== null && result.error instanceof ClientError && result.error.code === 'NOT_FOUND'
  const { pane, list } = usePaneFocus(set)
  const open = (id: string | null) =>
    void setSearch({ set: id, query: null, check: null, tab: null, failing: null }, { history: 'push' })
  // a set that a change request creates is not in the list, and is shown all the same
  const isEmpty = result.data?.items.length === 0 && set === null
  const actions = canWrite && (
    <>
      <ImportSet onImported={open} />
      <NewSetDialog onCreated={open} />
    </>
  )
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader
        title="Checks"
        status={result.data && formatCount(result.data.items.length, 'query set')}
        actions={!isEmpty && actions}
      />
      {isEmpty ? (
        <EmptyState
          icon={ListChecks}
          title="No query sets yet"
          description="A query set holds questions with what their context should be like: this module, at most so many tokens, found among the first. Run it before and after a change; no model is asked."
        >
          {actions}
        </EmptyState>
      ) : isReleaseGone ? (
        <ErrorState title="There is nothing to show" description={result.error?.message}>
          <Button onClick={() => void setSearch({ release: null })}>Show production</Button>
        </ErrorState>
      ) : (
        <div className="flex min-h-0 flex-1">
          <aside
            ref={list}
            aria-label="Query sets"
            className={cn(
              'flex w-full shrink-0 flex-col border-r md:w-72',
              set && 'max-md:hidden',
              query && 'max-2xl:hidden',
            )}
          >
            <SetList result={result} shownId={set} release={release} onOpen={open} />
          </aside>
          <section
            ref={pane}
            tabIndex={-1}
            aria-label="Query set"
            className={cn(
              'min-h-0 min-w-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2',
              !set && 'max-md:hidden',
            )}
          >
            {set && (
              <Button variant="ghost" size="sm" className="m-2 md:hidden" onClick={() => open(null)}>
                <ArrowLeft />
                All query sets
              </Button>
            )}
            {set ? (
              <SetPane key={set} id={set} canWrite={canWrite} canRun={canRun} onGone={() => open(null)} />
            ) : (
              <EmptyState
                icon={ListChecks}
                title="No query set is chosen"
                description="Choose one at the left to see its queries, and whether their contexts are as they should be."
              />
            )}
          </section>
          {set && query && canRun && (
            <ExplanationPane
              key={`${set} ${query}`}
              setId={set}
              queryId={query}
              release={release ?? undefined}
              canWrite={canWrite}
              onClose={() => void setSearch({ query: null, check: null, tab: null })}
            />
          )}
        </div>
      )}
    </div>
  )
}
