'use client'

import { useQuery } from '@tanstack/react-query'
import type { InspectedContext } from '@/components/context/inspected-context'
import { preparedQuery } from '@/components/context/prepared-query'
import { SentRow } from '@/components/context/text/sent-row'
import { EmptyState } from '@/components/ui/empty-state'

/** The facts of the profile as the context has them: what was sent, what was not, and why. */
export function FactsView({ context }: { context: InspectedContext }) {
  const { facts = [] } = context.trace
  const prepared = useQuery({ ...preparedQuery(context.id), enabled: facts.length > 0 })
  const known = new Map(prepared.data?.request.profile?.facts.map((fact) => [fact.id, fact]))
  if (facts.length === 0) {
    return <EmptyState title="No profile" description="The question was asked as nobody whose facts are known." />
  }
  return (
    <ul aria-label="Facts of the profile">
      {facts.map((traced) => {
        const fact = known.get(traced.factId)
        return (
          <SentRow
            key={traced.factId}
            told={traced}
            title={fact ? `${fact.key}: ${fact.value}` : (prepared.error?.message ?? 'Loading…')}
          />
        )
      })}
    </ul>
  )
}
