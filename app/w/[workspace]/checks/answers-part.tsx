'use client'

import { useQuery } from '@tanstack/react-query'
import { MessagesSquare } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { policiesQuery } from '@/components/data/policies-query'
import { useReleaseName } from '@/components/release/release-name'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { Field } from '@/components/ui/field'
import { RelativeTime } from '@/components/ui/relative-time'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import type { QuerySetDto } from '@/lib/schemas/query-sets/query-set'
import { AnswerComparison } from './answer-comparison'
import { nameSides } from './answer-words'
import { answerComparisonsQuery } from './queries'
import { checksSearchParams } from './search-params'
import { StartAnswers } from './start-answers'
import { useModelName } from './use-model-name'

type AnswersPartProps = { set: QuerySetDto; release: string | undefined; canRun: boolean }

/** What a model answers to the set's queries before and after a change. */
export function AnswersPart({ set, release, canRun }: AnswersPartProps) {
  const [{ comparison, change }, setSearch] = useQueryStates(checksSearchParams)
  const nameOf = useModelName()
  const list = useQuery(answerComparisonsQuery(set.id, release))
  const nameRelease = useReleaseName()
  const policies = useQuery(policiesQuery()).data?.items
  if (list.error && !list.data) {
    return (
      <ErrorState
        title="The answers could not be loaded"
        description={list.error.message}
        onRetry={() => void list.refetch()}
      />
    )
  }
  if (!list.data) return <Skeleton className="h-48 w-full" />
  const names = {
    release: (id: string) => nameRelease(id) ?? '…',
    policy: (id: string) => policies?.find((policy) => policy.id === id)?.name ?? id,
  }
  const { items } = list.data
  const asked = change === null ? items[0] : items.find((item) => item.change === change)
  const shown = items.find(({ id }) => id === comparison) ?? asked
  const begin = canRun && set.queries.length > 0 && (
    <StartAnswers
      set={set}
      onStarted={({ id, setRevision, after }) =>
        // answers to a proposed set stand with it
        void setSearch({ comparison: id, ...(setRevision < 0 ? { release: after.release } : {}) })
      }
    />
  )
  if (items.length === 0) {
    return (
      <EmptyState
        icon={MessagesSquare}
        title="No answers were compared yet"
        description={`A model answers every query of this set twice: with the contexts before and after a change. ${canRun ? 'You see both answers side by side and say which is better.' : 'Once a reviewer, an editor or an admin has started it, you see both answers side by side here.'} It never keeps a change from being merged.`}
      >
        {begin}
      </EmptyState>
    )
  }
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-end gap-3">
        <Field label="Comparison" className="min-w-0 max-w-xl flex-1 basis-60">
          {(control) => (
            <Select
              {...control}
              value={shown?.id ?? ''}
              placeholder="Choose one"
              onValueChange={(id) => void setSearch({ comparison: id })}
              options={items.map((item) => ({
                value: item.id,
                label: `${nameSides(item, names)} · ${nameOf(item.model)}`,
                hint: <RelativeTime date={item.startedAt} />,
              }))}
            />
          )}
        </Field>
        {begin}
      </div>
      {shown ? (
        <AnswerComparison key={shown.id} id={shown.id} setRevision={set.revision} canRun={canRun} />
      ) : (
        <p className="text-fg-muted text-sm">No answers were compared for #{change} yet.</p>
      )}
    </div>
  )
}
