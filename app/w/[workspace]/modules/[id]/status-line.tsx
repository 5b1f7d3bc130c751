'use client'

import { CircleAlert, CircleCheck, CloudOff, LoaderCircle, TriangleAlert } from 'lucide-react'
import type { SourceAnalysis } from '@/components/source-analysis/source-analysis'
import { Popover } from '@/components/ui/popover'
import { RelativeTime } from '@/components/ui/relative-time'
import { Skeleton } from '@/components/ui/skeleton'
import { Tokens } from '@/components/ui/tokens'
import type { ModuleProblem } from '@/lib/schemas/modules/module'
import type { DraftState } from './draft/draft-keeper'
import { countChunks, countProblems } from './editor-words'

type StatusLineProps = {
  analysis: SourceAnalysis | null
  /** The latest text could not be analyzed. */
  hasFailed: boolean
  problems: ModuleProblem[]
  draft: DraftState
  isDirty: boolean
  /** Whether this browser has what the server has not. */
  isKept: boolean
  onGoToLine: (line: number) => void
}

export function StatusLine({ analysis, hasFailed, problems, draft, isDirty, isKept, onGoToLine }: StatusLineProps) {
  const isKnown = analysis !== null || hasFailed
  return (
    <section
      aria-label="Status"
      className="@container flex min-h-8 shrink-0 flex-wrap items-center gap-x-4 gap-y-0.5 border-t bg-surface px-3 py-1 text-fg-muted text-xs"
    >
      {hasFailed ? <span className="text-warning">Tokens could not be counted</span> : <Counts analysis={analysis} />}
      <Problems problems={isKnown ? problems : undefined} onGoToLine={onGoToLine} />
      <span className="ml-auto" role="status">
        {isKnown ? <SaveState draft={draft} isDirty={isDirty} isKept={isKept} /> : <Skeleton className="h-3 w-40" />}
      </span>
    </section>
  )
}

const ESTIMATE_HINT =
  'An estimate that errs upwards, so that the context fits: the exact count of this family is not public. It comes down as answers report what was really counted.'

function Counts({ analysis }: { analysis: SourceAnalysis | null }) {
  if (!analysis) return <Skeleton className="h-3 w-56" />
  const exact = analysis.counts.find(({ isExact }) => isExact)
  const others = analysis.counts.filter((count) => count !== exact && count.family !== 'generic')
  return (
    <ul aria-label="Tokens of the body per model family" className="flex items-center gap-x-3 whitespace-nowrap">
      {exact && (
        <li className="text-fg" title="Counted exactly for OpenAI's models (o200k_base)">
          <Tokens value={exact.tokens} hasUnit />
        </li>
      )}
      {others.map(({ family, tokens }) => (
        <li key={family} className="@5xl:block hidden" title={ESTIMATE_HINT}>
          {family[0]?.toUpperCase() + family.slice(1)} estimated <Tokens value={tokens} />
        </li>
      ))}
      <li className="tabular">{countChunks(analysis.chunks.length)}</li>
    </ul>
  )
}

type ProblemsProps = Pick<StatusLineProps, 'onGoToLine'> & { problems: ModuleProblem[] | undefined }

/** Nothing is said before the text has been looked at. */
function Problems({ problems, onGoToLine }: ProblemsProps) {
  if (!problems) return <Skeleton className="h-3 w-20" />
  if (problems.length === 0) {
    return (
      <span className="inline-flex items-center gap-1">
        <CircleCheck className="size-3.5 text-success" aria-hidden />
        No problems
      </span>
    )
  }
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const Icon = errors > 0 ? CircleAlert : TriangleAlert
  return (
    <Popover
      label="Problems"
      side="top"
      className="w-96 p-1"
      trigger={
        <button
          type="button"
          className="inline-flex items-center gap-1 rounded-md underline-offset-4 hover:text-fg hover:underline"
        >
          <Icon className={errors > 0 ? 'size-3.5 text-danger' : 'size-3.5 text-warning'} aria-hidden />
          {countProblems(problems.length)}
        </button>
      }
    >
      <ul>
        {problems.map(({ line, message, severity }) => (
          <li key={`${line}:${message}`}>
            <button
              type="button"
              onClick={() => onGoToLine(line ?? 1)}
              className="flex w-full gap-2 rounded-md px-2 py-1.5 text-left text-sm hover:bg-muted"
            >
              {severity === 'error' ? (
                <CircleAlert className="mt-0.5 size-3.5 shrink-0 text-danger" aria-label="Error" />
              ) : (
                <TriangleAlert className="mt-0.5 size-3.5 shrink-0 text-warning" aria-label="Warning" />
              )}
              <span className="flex-1">{message}</span>
              {line !== undefined && <span className="tabular text-fg-faint text-xs">{line}</span>}
            </button>
          </li>
        ))}
      </ul>
    </Popover>
  )
}

type SaveStateProps = { draft: DraftState; isDirty: boolean; isKept: boolean }

function SaveState({ draft, isDirty, isKept }: SaveStateProps) {
  if (draft.error) {
    return (
      <span className="inline-flex items-center gap-1 text-warning">
        <CloudOff className="size-3.5" aria-hidden />
        {isKept ? 'Draft kept in this browser' : 'Draft not saved'}
      </span>
    )
  }
  if (draft.isSaving || isDirty) {
    return (
      <span className="inline-flex items-center gap-1">
        {draft.isSaving && <LoaderCircle className="size-3.5 animate-spin" aria-hidden />}
        {draft.isSaving ? 'Saving the draft' : 'Editing'}
      </span>
    )
  }
  if (!draft.savedAt) return 'No changes since the published version'
  return (
    <>
      Draft saved <RelativeTime date={draft.savedAt} hasSeconds />
    </>
  )
}
