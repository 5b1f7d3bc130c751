'use client'

import { useQuery } from '@tanstack/react-query'
import { Circle, CircleDot } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/empty-state'
import { Tokens } from '@/components/ui/tokens'
import type { InspectedContext } from './inspected-context'
import { preparedQuery } from './prepared-query'
import { reasonSentence } from './reason-sentence'

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
        const isSent = traced.fate === 'included'
        const Mark = isSent ? CircleDot : Circle
        return (
          <li key={traced.factId} className="grid grid-cols-[auto_1fr_auto] items-start gap-x-2 border-b px-3 py-2">
            <Mark className={cn('mt-0.5 size-3.5', isSent ? 'text-success' : 'text-fg-faint')} aria-hidden />
            <span className="min-w-0">
              <span className={cn('block text-sm [overflow-wrap:anywhere]', !isSent && 'text-fg-muted')}>
                {fact ? `${fact.key}: ${fact.value}` : (prepared.error?.message ?? 'Loading…')}
              </span>
              <span className="block text-fg-faint text-xs">
                {isSent ? 'sent: ' : 'not sent: '}
                {reasonSentence(traced)}
              </span>
            </span>
            <Tokens value={traced.tokens} hasUnit className="pt-0.5 text-fg-muted text-xs" />
          </li>
        )
      })}
    </ul>
  )
}
