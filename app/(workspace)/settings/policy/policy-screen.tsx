'use client'

import { useQuery } from '@tanstack/react-query'
import { ErrorState } from '@/components/ui/error-state'
import type { PolicySettings } from '@/lib/engine'
import { PolicyForm } from './policy-form'
import { PolicyHistory } from './policy-history'
import { policyQuery } from './queries'

type PolicyScreenProps = { id: string; canWrite: boolean; defaults: PolicySettings }

export function PolicyScreen({ id, canWrite, defaults }: PolicyScreenProps) {
  const { data: policy, error, refetch } = useQuery(policyQuery(id))
  if (!policy) {
    return error && <ErrorState title="The policy could not be loaded" description={error.message} onRetry={refetch} />
  }
  return (
    <>
      <PolicyForm key={policy.activeVersion} policy={policy} canWrite={canWrite} defaults={defaults} />
      <PolicyHistory policy={policy} canWrite={canWrite} />
    </>
  )
}
