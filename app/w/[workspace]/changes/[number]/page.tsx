import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/data/query-client'
import { loadNamed } from '../load-change'
import { changeQuery } from '../queries'
import { ChangeScreen } from './change-screen'

type ChangePageProps = { params: Promise<{ workspace: string; number: string }> }

export async function generateMetadata({ params }: ChangePageProps): Promise<Metadata> {
  const { change } = await loadNamed(params)
  return { title: `#${change.number} ${change.title}` }
}

export default async function ChangePage({ params }: ChangePageProps) {
  const { change, may } = await loadNamed(params)
  const client = makeQueryClient()
  client.setQueryData(changeQuery(change.number).queryKey, change)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ChangeScreen key={change.number} number={change.number} may={may} />
    </HydrationBoundary>
  )
}
