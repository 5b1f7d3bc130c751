'use client'

import { useQuery } from '@tanstack/react-query'
import { ChartNoAxesGantt } from 'lucide-react'
import { useQueryStates } from 'nuqs'
import { preparedQuery } from '@/components/context/prepared-query'
import { ClientError } from '@/components/data/api-client'
import { PageHeader } from '@/components/frame/page-header'
import { buttonVariants } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { WorkspaceLink } from '@/components/workspace/workspace-link'
import type { AvailableModelDto } from '@/lib/schemas/provider'
import { BudgetWorkbench } from './budget-workbench'
import { recentCompositionsQuery } from './queries'
import { budgetSearchParams } from './search-params'
import { NO_TRIAL } from './trial-params'
import { useTokenizer } from './use-tokenizer'

type BudgetScreenProps = { models: AvailableModelDto[]; canSave: boolean }

export function BudgetScreen({ models, canSave }: BudgetScreenProps) {
  const [{ composition: chosen }, setParams] = useQueryStates(budgetSearchParams)
  const recent = useQuery(recentCompositionsQuery())
  const compositions = recent.data?.items ?? []
  const id = chosen ?? compositions[0]?.id
  const prepared = useQuery({ ...preparedQuery(id ?? ''), enabled: id !== undefined })
  const tokenizer = useTokenizer(prepared.data?.request)
  const error = recent.error ?? prepared.error ?? tokenizer.error
  const isListed = compositions.some((composition) => composition.id === id)

  return (
    <>
      <PageHeader
        title="Budget"
        status={<span>what the window is spent on, and what another budget would change</span>}
      >
        {id && (
          <div className="px-4 pb-2">
            <Select
              aria-label="Composition"
              className="max-w-xl"
              value={id}
              onValueChange={(next) =>
                void setParams({ ...NO_TRIAL, candidate: null, pins: null, excludes: null, composition: next })
              }
              options={[
                ...(isListed || !prepared.data ? [] : [{ value: id, label: prepared.data.request.query }]),
                ...compositions.map(({ id: value, query, model }) => ({
                  value,
                  label: query.slice(0, 90),
                  hint: model,
                })),
              ]}
            />
          </div>
        )}
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto p-4">
        {error ? (
          <ErrorState
            title="The budget could not be loaded"
            description={error.message}
            requestId={error instanceof ClientError ? error.requestId : undefined}
            onRetry={() => void Promise.all([recent.refetch(), id && prepared.refetch()])}
          />
        ) : recent.data && !id ? (
          <EmptyState
            icon={ChartNoAxesGantt}
            title="Nothing composed yet"
            description="The budget is shown on a real question: ask one in the playground and come back."
          >
            <WorkspaceLink href="/playground" className={buttonVariants()}>
              Go to the playground
            </WorkspaceLink>
          </EmptyState>
        ) : id && prepared.data && tokenizer.data ? (
          <BudgetWorkbench
            key={id}
            compositionId={id}
            prepared={prepared.data}
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
