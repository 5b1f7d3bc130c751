'use client'

import { Check, Undo2, X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { formatNumber } from '@/components/ui/format-number'
import { Progress } from '@/components/ui/progress'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import { failedResults } from './import-plan'
import {
  countDone,
  describeOutcome,
  describeProposed,
  describeUnsent,
  isRunning,
  labelRetry,
  labelRetryFailed,
  remainingOf,
  titleOf,
} from './import-words'
import { PlanView } from './plan-view'
import { ResultList } from './result-list'
import { Undone } from './undone'
import type { useImport } from './use-import'

type ImportPanelProps = Omit<ReturnType<typeof useImport>, 'start'>

/** An import from its plan to its undoing, at the corner of the screen. */
export function ImportPanel(props: ImportPanelProps) {
  const { state, choose, confirm, cancel, dismiss } = props
  const { phase, work, total } = state
  if (phase === 'idle') return null
  const isGoingOn = isRunning(state)
  const [done, label] =
    phase === 'reading'
      ? [state.read, 'Files read']
      : work === 'planning'
        ? [state.plan.length, 'Files compared']
        : [countDone(state), 'Files imported']
  return (
    <section
      aria-label="Import"
      className="fixed right-4 bottom-4 z-30 flex max-h-[min(44rem,calc(100dvh-5rem))] w-[30rem] max-w-[calc(100vw-2rem)] animate-rise flex-col rounded-md border bg-background shadow-lg"
    >
      <header className="flex items-center gap-2 py-2 pr-2 pl-3">
        <h2 className="min-w-0 flex-1 truncate font-medium text-sm" aria-live="polite">
          {titleOf(state)}
        </h2>
        {isGoingOn ? (
          <Button size="sm" onClick={cancel}>
            Cancel
          </Button>
        ) : (
          phase !== 'undoing' && (
            <Button variant="ghost" size="icon-sm" aria-label="Close the import" onClick={dismiss}>
              <X />
            </Button>
          )
        )}
      </header>
      {isGoingOn && (
        <div className="px-3 pb-3">
          <Progress value={done} max={total} label={label} />
          <p className="mt-1.5 flex justify-between text-fg-faint text-xs">
            <span className="tabular">
              {formatNumber(done)} / {formatNumber(total)}
            </span>
            <span>{state.endsAt !== null && remainingOf(state.endsAt - Date.now())}</span>
          </p>
        </div>
      )}
      {phase === 'planned' && total > 0 ? (
        <PlanView state={state} onChoose={choose} onConfirm={confirm} onCancel={dismiss} />
      ) : (
        <Outcome {...props} />
      )}
    </section>
  )
}

/** What came of it so far, and what can be done about it. */
function Outcome({ state, retry, retryFailed, undo }: ImportPanelProps) {
  const { phase, work, error, unsent, results, importId, change, undone } = state
  const failed = failedResults(results).length
  const sent = results.filter(({ plan }) => plan === undefined)
  const written = sent.filter(
    ({ status, isArchived }) => (change !== null || !isArchived) && (status === 'created' || status === 'updated'),
  )
  const isOver =
    phase === 'done' || phase === 'undoing' || ((phase === 'stopped' || phase === 'cancelled') && work === 'sending')
  return (
    <>
      {error && (
        <Notice
          className="mx-3 mb-3"
          title={error.message}
          requestId={error.requestId}
          action={
            phase === 'stopped' && (
              <Button size="sm" onClick={retry}>
                {labelRetry(unsent.length)}
              </Button>
            )
          }
        >
          {work === 'planning' ? 'Nothing was changed.' : 'What was imported before that is kept.'}
        </Notice>
      )}
      {phase === 'cancelled' && unsent.length > 0 && (
        <p className="px-3 pb-3 text-fg-muted text-sm">
          {describeUnsent(unsent.length, work)}{' '}
          <Button variant="link" size="sm" onClick={retry}>
            Continue
          </Button>
        </p>
      )}
      {results.length > 0 && phase !== 'undone' && (
        <ResultList results={results} kindOf={({ plan, status }) => plan ?? status} leftOut={state.leftOut} />
      )}
      {phase === 'planned' && <p className="px-3 pb-3 text-fg-muted text-sm">There is no file in what was chosen.</p>}
      {phase === 'done' && results.length > 0 && failed === 0 && (
        <p className="flex items-center gap-1.5 border-t px-3 py-2 text-fg-muted text-xs">
          <Check className="size-3.5 text-success" aria-hidden />
          {state.change === null
            ? describeOutcome(
                { written: written.length, unsearched: countUnsearched(written, state.plan), moved: countMoved(state) },
                state.choices.publish,
              )
            : describeProposed(written.length, state.change)}
        </p>
      )}
      {undone && (
        <div className="overflow-y-auto px-3 pb-3">
          <Undone {...undone} />
        </div>
      )}
      {isOver && (importId !== null || change !== null || (failed > 0 && phase === 'done')) && (
        <footer className="flex flex-wrap justify-end gap-2 border-t px-3 py-2">
          {failed > 0 && phase === 'done' && <Button onClick={retryFailed}>{labelRetryFailed(failed)}</Button>}
          {change !== null && (
            <Button asChild variant="primary">
              <WorkspaceLink href={`/changes/${change}`}>Open #{change}</WorkspaceLink>
            </Button>
          )}
          {importId !== null && (
            <Button onClick={undo} isPending={phase === 'undoing'}>
              <Undo2 />
              Undo this import
            </Button>
          )}
        </footer>
      )}
    </>
  )
}

/** Modules that come from another path now; their results say `unchanged`, as their texts are. */
/** Of modules that were written those that come along with every question, by a rule, or when pinned. */
function countUnsearched(written: { path: string }[], plan: ImportPanelProps['state']['plan']): number {
  const searched = new Set(plan.filter(({ activation }) => activation === 'semantic').map(({ path }) => path))
  return written.filter(({ path }) => !searched.has(path)).length
}

function countMoved({ plan, choices }: ImportPanelProps['state']): number {
  if (!choices.moveRenamed || choices.importTwins) return 0
  return plan.filter((result) => result.plan === 'renamed').length
}
