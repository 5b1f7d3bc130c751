'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type ClientError, callApi, toClientError } from '@/components/data/api-client'
import { Button } from '@/components/ui/button'
import { ErrorState, LoadedBefore, Notice } from '@/components/ui/error-state'
import { formatCount, formatNumber } from '@/components/ui/format-number'
import { Progress } from '@/components/ui/progress'
import { RelativeTime } from '@/components/ui/relative-time'
import { Skeleton } from '@/components/ui/skeleton'
import type { AnswerComparisonDto, AnswerVerdict } from '@/lib/schemas/changes/answer-comparison'
import { AnswerPair } from './answer-pair'
import { describeJudge, describePeople, describeSpent } from './answer-words'
import { answerComparisonQuery } from './queries'
import { useModelName } from './use-model-name'

type AnswerComparisonProps = { id: string; setRevision: number; canRun: boolean }

/** Both answers to each query, and what people and the judge say of them. */
export function AnswerComparison({ id, setRevision, canRun }: AnswerComparisonProps) {
  const client = useQueryClient()
  const result = useQuery(answerComparisonQuery(id))
  const [problem, setProblem] = useState<ClientError | null>(null)
  const change = async (path: string, method: 'POST' | 'PUT', json: unknown) => {
    setProblem(null)
    try {
      await callApi(`/api/v1/answer-comparisons/${encodeURIComponent(id)}/${path}`, { method, json })
    } catch (error) {
      setProblem(toClientError(error))
    }
    await client.invalidateQueries({ queryKey: ['query-sets', 'answer-comparison', id] })
  }
  if (result.error && !result.data) {
    return (
      <ErrorState
        title="The answers could not be loaded"
        description={result.error.message}
        onRetry={() => void result.refetch()}
      />
    )
  }
  if (!result.data) return <Skeleton className="h-64 w-full" />
  const comparison = result.data
  const rate = (queryId: string, verdict: AnswerVerdict | null) => change('ratings', 'PUT', { queryId, verdict })
  const notes = listNotes(comparison, setRevision)
  return (
    <div className="space-y-4">
      <LoadedBefore error={result.error} />
      {problem && <Notice title={problem.message} requestId={problem.requestId} />}
      <Progressing comparison={comparison} onCancel={canRun ? () => void change('cancel', 'POST', {}) : undefined} />
      {comparison.error && <Notice tone="warning" title={comparison.error} />}
      {notes.map((note) => (
        <p key={note} className="text-fg-muted text-sm">
          {note}
        </p>
      ))}
      {comparison.pairs.length > 0 && (
        <section aria-label="In all" className="max-w-[75ch] space-y-1 rounded-md border p-3 text-sm">
          <p>{describePeople(comparison.totals.people)}</p>
          {comparison.judge && <p>{describeJudge(comparison.totals.judge)}</p>}
          <p className="text-fg-muted">{describeSpent(comparison.totals)}</p>
        </section>
      )}
      <ol className="space-y-4">
        {comparison.pairs.map((pair) => (
          <li key={pair.queryId}>
            <AnswerPair pair={pair} onRate={canRun ? (verdict) => rate(pair.queryId, verdict) : undefined} />
          </li>
        ))}
      </ol>
    </div>
  )
}

type ProgressingProps = { comparison: AnswerComparisonDto; onCancel: (() => void) | undefined }

/** How far it is, or when it was. */
function Progressing({ comparison, onCancel }: ProgressingProps) {
  const { status, done, total, startedAt, startedBy, model, judge } = comparison
  const nameOf = useModelName()
  if (status === 'running') {
    return (
      <div className="flex flex-wrap items-center gap-3">
        <div className="flex items-center gap-3" role="status">
          <Progress value={done} max={total} label="Queries that are answered" className="w-40" />
          <span className="tabular text-fg-muted text-sm">
            {formatNumber(done)} of {formatCount(total, 'query', 'queries')}
          </span>
        </div>
        {onCancel && (
          <Button size="sm" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
    )
  }
  return (
    <p className="text-fg-muted text-sm">
      {status === 'done' ? '' : `Ended after ${formatNumber(done)} of ${formatCount(total, 'query', 'queries')}. `}
      {nameOf(model)} was asked <RelativeTime date={startedAt} /> by {startedBy.name}
      {judge && `; ${nameOf(judge.model)} judged ${judge.repeats === 1 ? 'once' : `${judge.repeats} times`}`}. None of
      it keeps a change from being merged.
    </p>
  )
}

function listNotes(comparison: AnswerComparisonDto, setRevision: number): string[] {
  const { leftOut, hasMoved, totals, setRevision: asked } = comparison
  return [
    ...(leftOut > 0
      ? [`The first queries of the set were asked; ${formatNumber(leftOut)} behind the limit were not.`]
      : []),
    ...(hasMoved ? ['A release was changed meanwhile, so the answers are not all of one state. Compare again.'] : []),
    ...(asked > 0 && asked !== setRevision ? ['The set was changed since.'] : []),
    ...(totals.same > 0
      ? [`${formatCount(totals.same, 'query has', 'queries have')} the same context on both sides, and was asked once.`]
      : []),
  ]
}
