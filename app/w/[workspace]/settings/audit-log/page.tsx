import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { makeQueryClient } from '@/components/data/query-client'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { canActor } from '@/lib/services/actor'
import { listAuditEvents } from '@/lib/services/audit/list-audit-events'
import { NoPermission } from '../no-permission'
import { AuditSection } from './audit-section'
import { auditEventsQuery } from './queries'
import { auditSearchParams, toFilters } from './search-params'

export const metadata: Metadata = { title: 'Audit log' }

const loadView = createLoader(auditSearchParams)

type AuditPageProps = { params: WorkspaceParams; searchParams: Promise<SearchParams> }

export default async function AuditPage({ params, searchParams }: AuditPageProps) {
  const actor = await requireActor(params)
  if (!canActor(actor, 'admin')) return <NoPermission what="the audit log" />
  const client = makeQueryClient()
  const filters = toFilters(await loadView(searchParams))
  await client.prefetchInfiniteQuery(auditEventsQuery(filters, (input) => listAuditEvents(actor, input)))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AuditSection />
    </HydrationBoundary>
  )
}
