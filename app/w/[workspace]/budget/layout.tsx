import type { ReactNode } from 'react'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { requireNamed } from '@/lib/adapters/require-named'
import { getPrepared } from '@/lib/services/compose/get-prepared'

export default async function BudgetLayout({ params, children }: { params: WorkspaceParams; children: ReactNode }) {
  await requireNamed(async ({ searchParams }) => {
    const id = searchParams.get('composition')
    if (id !== null) await getPrepared(await requireActor(params), { id })
  })
  return children
}
