import type { Metadata } from 'next'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { EffectScreen } from './effect-screen'

export const metadata: Metadata = { title: 'Effect' }

export default async function EffectPage({ params }: { params: WorkspaceParams }) {
  await requireActor(params)
  return <EffectScreen />
}
