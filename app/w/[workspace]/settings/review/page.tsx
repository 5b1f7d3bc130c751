import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/data/query-client'
import { reviewQuery } from '@/components/data/review-query'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { canActor } from '@/lib/services/actor'
import { getReview } from '@/lib/services/review/get-review'
import { listReviewRules } from '@/lib/services/review/list-review-rules'
import { rulesQuery } from './queries'
import { ReviewScreen } from './review-screen'

export const metadata: Metadata = { title: 'Review' }

export default async function ReviewPage({ params }: { params: WorkspaceParams }) {
  const actor = await requireActor(params)
  const client = makeQueryClient()
  await Promise.all([
    client.prefetchQuery(reviewQuery(() => getReview(actor, {}))),
    client.prefetchQuery(rulesQuery(() => listReviewRules(actor, {}))),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ReviewScreen canChange={canActor(actor, 'admin')} />
    </HydrationBoundary>
  )
}
