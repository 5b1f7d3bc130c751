import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { createLoader } from 'nuqs/server'
import { inboxQuery } from '@/components/data/inbox-query'
import { makeQueryClient } from '@/components/data/query-client'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { listNotifications } from '@/lib/services/inbox/list-notifications'
import { InboxScreen } from './inbox-screen'
import { inboxSearchParams } from './search-params'

export const metadata: Metadata = { title: 'Inbox' }

const load = createLoader(inboxSearchParams)

type InboxPageProps = { params: WorkspaceParams; searchParams: Promise<SearchParams> }

export default async function InboxPage({ params, searchParams }: InboxPageProps) {
  const actor = await requireActor(params)
  const { filter } = await load(searchParams)
  const client = makeQueryClient()
  await client.prefetchInfiniteQuery(inboxQuery(filter, () => listNotifications(actor, { filter })))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <InboxScreen />
    </HydrationBoundary>
  )
}
