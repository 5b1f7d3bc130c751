'use client'

import { useQuery } from '@tanstack/react-query'
import { ChartNoAxesGantt } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { preparedQuery } from '@/components/context/prepared-query'
import { ClientError } from '@/components/data/api-client'
import { releasesQuery } from '@/components/data/releases-query'
import { PageHeader } from '@/components/frame/page-header'
import { useReleaseName } from '@/components/release/release-name'
import { ReleaseSelect, useHasReleases } from '@/components/release/release-select'
import { buttonVariants } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { AvailableModelDto } from '@/lib/schemas/workspaces/provider'
import { BudgetWorkbench } from './budget-workbench'
import { recentCompositionsQuery } from './queries'
import { budgetSearchParams } from './search-params'
import { NO_TRIAL } from './trial-params'
import { useTokenizer, useTokenizerAhead } from './use-tokenizer'

/** Of another question nothing is chosen yet. */
const NO_CHOICE = { candidate: null, pins: null, excludes: null, release: null }

type BudgetScreenProps = { models: AvailableModelDto[]; canSave: boolean; canAsk: boolean }

export function BudgetScreen({ models, canSave, canAsk }: BudgetScreenProps) {
  const [{ composition: chosen, release }, setParams] = useQueryStates(budgetSearchParams)
  useTokenizerAhead()
  const recent = useQuery(recentCompositionsQuery())
  const compositions = recent.data?.items ?? []
  const id = chosen ?? compositions[0]?.id
  const prepared = useQuery({ ...preparedQuery(id ?? ''), enabled: id !== undefined })
  const sentOn = prepared.data?.request.releaseId
  const isAgain = release !== null && sentOn !== undefined && release !== sentOn
  const again = useQuery({ ...preparedQuery(id ?? '', release ?? undefined), enabled: id !== undefined && isAgain })
  const hasReleases = useHasReleases()
  const byDefault = useQuery(releasesQuery()).data?.items.find(({ baseId }) => baseId === null)?.id
  const nameOf = useReleaseName()
  const tried = isAgain ? again.data : prepared.data
  const tokenizer = useTokenizer(prepared.data?.request)
  const error = recent.error ?? prepared.error ?? (isAgain ? again.error : null) ?? tokenizer.error
  const isListed = compositions.some((composition) => composition.id === id)

  return (
    <>
      <PageHeader
        title="Budget"
        status={<span>what the window is spent on, and what another budget would change</span>}
      >
        {id && (
          <div className="flex flex-wrap items-center gap-2 px-4 pb-2">
            <Select
              aria-label="Composition"
              className="min-w-48 max-w-xl flex-1"
              value={id}
              onValueChange={(next) => void setParams({ ...NO_TRIAL, ...NO_CHOICE, composition: next })}
              options={[
                ...(isListed || !prepared.data ? [] : [{ value: id, label: prepared.data.request.query }]),
                ...compositions.map(({ id: value, query, model }) => ({
                  value,
                  label: query.slice(0, 90),
                  hint: model,
                })),
              ]}
            />
            {hasReleases && sentOn !== undefined && (
              <ReleaseSelect
                aria-label="Release"
                className="w-44"
                value={release ?? sentOn}
                onValueChange={(next = byDefault) =>
                  void setParams({ ...NO_CHOICE, composition: id, release: next && next !== sentOn ? next : null })
                }
              />
            )}
            {isAgain && (
              <p className="w-full text-fg-muted text-xs">
                The same question, asked of this release now. It was sent on {nameOf(sentOn) ?? sentOn}: the lists below
                compare with that.
              </p>
            )}
          </div>
        )}
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto p-4">
        {error ? (
          <ErrorState
            title="The budget could not be loaded"
            description={error.message}
            requestId={error instanceof ClientError ? error.requestId : undefined}
            onRetry={() => void Promise.all([recent.refetch(), id && prepared.refetch(), isAgain && again.refetch()])}
          />
        ) : recent.data && !id ? (
          <EmptyState
            icon={ChartNoAxesGantt}
            title="Nothing composed yet"
            description={
              canAsk
                ? 'The budget is shown on a real question: ask one in the playground and come back.'
                : 'The budget is shown on a real question, once somebody asks one that you may see.'
            }
          >
            {canAsk && (
              <WorkspaceLink href="/playground" className={buttonVariants()}>
                Go to the playground
              </WorkspaceLink>
            )}
          </EmptyState>
        ) : id && prepared.data && tried && tokenizer.data ? (
          <BudgetWorkbench
            key={`${id} ${isAgain ? release : ''}`}
            compositionId={id}
            sent={prepared.data}
            prepared={tried}
            release={isAgain ? release : null}
            tokenizer={tokenizer.data}
            models={models}
            canSave={canSave}
          />
        ) : (
          <div role="status" aria-label="Loading the budget" className="space-y-4">
            <Skeleton className="h-14 w-full" />
            <Skeleton className="h-32 w-full" />
            <Skeleton className="h-48 w-full" />
          </div>
        )}
      </div>
    </>
  )
}
