'use client'

import { useQuery } from '@tanstack/react-query'
import { useQueryState } from 'nuqs'
import { policiesQuery } from '@/components/data/policies-query'
import { policyQuery } from '@/components/policy/policy-query'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import type { PolicySettings } from '@/lib/engine'
import { PolicyForm } from './policy-form'
import { PolicyHistory } from './policy-history'
import { PolicyPicker } from './policy-picker'
import { policySearchParams } from './search-params'

type PolicyScreenProps = { defaultId: string; canWrite: boolean; defaults: PolicySettings }

export function PolicyScreen({ defaultId, canWrite, defaults }: PolicyScreenProps) {
  const [chosen, setChosen] = useQueryState('policy', policySearchParams.policy)
  const id = chosen ?? defaultId
  const { data: list } = useQuery(policiesQuery())
  const { data: policy, error, refetch } = useQuery(policyQuery(id))
  return (
    <>
      <PolicyPicker
        policies={list?.items ?? []}
        id={id}
        canWrite={canWrite}
        onChoose={(next) => void setChosen(next)}
      />
      {policy ? (
        <>
          <PolicyForm
            key={`${policy.id}@${policy.activeVersion}`}
            policy={policy}
            canWrite={canWrite}
            defaults={defaults}
          />
          <PolicyHistory policy={policy} canWrite={canWrite} />
        </>
      ) : error ? (
        <ErrorState title="The policy could not be loaded" description={error.message} onRetry={() => void refetch()} />
      ) : (
        <div role="status" aria-label="Loading the policy" className="space-y-4">
          <Skeleton className="h-24 w-full" />
          <Skeleton className="h-64 w-full" />
        </div>
      )}
    </>
  )
}
