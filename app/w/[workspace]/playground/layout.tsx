import type { ReactNode } from 'react'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { requireNamed } from '@/lib/adapters/require-named'
import { getConversation } from '@/lib/services/conversations/get-conversation'

export default async function PlaygroundLayout({ params, children }: { params: WorkspaceParams; children: ReactNode }) {
  await requireNamed(async ({ searchParams }) => {
    const id = searchParams.get('conversation')
    if (id !== null) await getConversation(await requireActor(params), { id, limit: 1 })
  })
  return children
}
