import type { Metadata } from 'next'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { CompareScreen } from './compare-screen'

export const metadata: Metadata = { title: 'Compare' }

export default async function ComparePage({ params }: { params: WorkspaceParams }) {
  await requireActor(params)
  return <CompareScreen />
}
