'use client'

import { Check, CircleAlert, Equal, Pencil, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/error-state'
import { formatNumber } from '@/components/ui/format-number'
import { Progress } from '@/components/ui/progress'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { ImportResultDto } from '@/lib/schemas/module-import'
import { moduleHref } from '../module-row'
import type { ImportState } from './use-import'

const STATUSES = {
  created: { label: 'created', icon: Plus, className: 'text-success' },
  updated: { label: 'updated', icon: Pencil, className: 'text-accent' },
  unchanged: { label: 'unchanged', icon: Equal, className: 'text-fg-faint' },
  failed: { label: 'failed', icon: CircleAlert, className: 'text-danger' },
}
type Status = keyof typeof STATUSES
/** Beyond this many rows the list shows the first of them and says so. */
const MAX_ROWS = 300

type ImportPanelProps = { state: ImportState; onCancel: () => void; onRetry: () => void; onDismiss: () => void }

function titleOf({ phase, total }: ImportState): string {
  if (phase === 'reading') return 'Reading files'
  if (phase === 'sending') return `Importing ${formatNumber(total)} ${total === 1 ? 'file' : 'files'}`
  if (phase === 'cancelled') return 'Import cancelled'
  return phase === 'stopped' ? 'Import stopped' : 'Import finished'
}

/** `about 12 s left`, from the pace so far; nothing in the first moments. */
function remainingOf({ startedAt, results, total }: ImportState): string | null {
  const elapsedMs = Date.now() - startedAt
  if (results.length === 0 || elapsedMs < 1000) return null
  const seconds = Math.ceil(((elapsedMs / results.length) * (total - results.length)) / 1000)
  return seconds < 60 ? `about ${seconds} s left` : `about ${Math.ceil(seconds / 60)} min left`
}

export function ImportPanel({ state, onCancel, onRetry, onDismiss }: ImportPanelProps) {
  const [only, setOnly] = useState<Status | null>(null)
  if (state.phase === 'idle') return null
  const isRunning = state.phase === 'reading' || state.phase === 'sending'
  const counts = Object.groupBy(state.results, (result) => result.status)
  const shown = only ? (counts[only] ?? []) : state.results
  return (
    <section
      aria-label="Import"
      className="fixed right-4 bottom-4 z-30 flex max-h-[60dvh] w-[26rem] max-w-[calc(100vw-2rem)] animate-rise flex-col rounded-md border bg-background shadow-lg"
    >
      <header className="flex items-center gap-2 py-2 pr-2 pl-3">
        <h2 className="min-w-0 flex-1 truncate font-medium text-sm" aria-live="polite">
          {titleOf(state)}
        </h2>
        {isRunning ? (
          <Button size="sm" onClick={onCancel}>
            Cancel
          </Button>
        ) : (
          <Button variant="ghost" size="icon-sm" aria-label="Close the import" onClick={onDismiss}>
            <X />
          </Button>
        )}
      </header>
      {isRunning && (
        <div className="px-3 pb-3">
          <Progress value={state.results.length} max={state.total} label="Files imported" />
          <p className="mt-1.5 flex justify-between text-fg-faint text-xs">
            <span className="tabular">
              {formatNumber(state.results.length)} / {formatNumber(state.total)}
            </span>
            <span>{remainingOf(state)}</span>
          </p>
        </div>
      )}
      {state.error && (
        <Notice
          className="mx-3 mb-3"
          title={state.error.message}
          requestId={state.error.requestId}
          action={
            <Button size="sm" onClick={onRetry}>
              Retry {formatNumber(state.unsent.length)} left
            </Button>
          }
        >
          What was imported before is kept.
        </Notice>
      )}
      {state.phase === 'cancelled' && state.unsent.length > 0 && (
        <p className="px-3 pb-3 text-fg-muted text-sm">
          {formatNumber(state.unsent.length)} files were not sent.{' '}
          <Button variant="link" size="sm" onClick={onRetry}>
            Continue
          </Button>
        </p>
      )}
      {state.results.length > 0 && (
        <>
          <div className="flex flex-wrap gap-1 border-t px-2 py-1.5">
            {(Object.keys(STATUSES) as Status[]).map((status) => {
              const count = counts[status]?.length ?? 0
              return count === 0 ? null : (
                <Button
                  key={status}
                  size="sm"
                  variant={only === status ? 'secondary' : 'ghost'}
                  aria-pressed={only === status}
                  onClick={() => setOnly(only === status ? null : status)}
                >
                  <span className="tabular">{formatNumber(count)}</span> {STATUSES[status].label}
                </Button>
              )
            })}
          </div>
          <ul className="min-h-0 overflow-y-auto border-t py-1">
            {shown.slice(0, MAX_ROWS).map((result, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: results are only ever appended, and paths may repeat
              <ResultRow key={`${index}:${result.path}`} result={result} />
            ))}
            {shown.length > MAX_ROWS && (
              <li className="px-3 py-1 text-fg-faint text-xs">and {formatNumber(shown.length - MAX_ROWS)} more</li>
            )}
          </ul>
        </>
      )}
      {state.phase === 'done' && state.results.length === 0 && (
        <p className="px-3 pb-3 text-fg-muted text-sm">There was no markdown file among them.</p>
      )}
      {state.phase === 'done' && state.results.length > 0 && !counts.failed && (
        <p className="flex items-center gap-1.5 border-t px-3 py-2 text-fg-muted text-xs">
          <Check className="size-3.5 text-success" aria-hidden />
          Everything is published and searchable.
        </p>
      )}
    </section>
  )
}

function ResultRow({ result }: { result: ImportResultDto }) {
  const { icon: Icon, label, className } = STATUSES[result.status]
  return (
    <li className="px-3 py-1">
      <div className="flex items-center gap-2 text-sm">
        <Icon className={`size-3.5 shrink-0 ${className}`} aria-hidden />
        <span className="min-w-0 flex-1 truncate font-mono text-xs" title={result.path}>
          {result.id ? (
            <WorkspaceLink href={moduleHref(result.id)} className="hover:underline">
              {result.path}
            </WorkspaceLink>
          ) : (
            result.path
          )}
        </span>
        <span className={`text-xs ${className}`}>{label}</span>
      </div>
      {result.problems.map((problem) => (
        <p key={`${problem.line}:${problem.message}`} className="pl-5.5 text-fg-muted text-xs">
          {problem.line !== undefined && `Line ${problem.line}: `}
          {problem.message}
        </p>
      ))}
    </li>
  )
}
