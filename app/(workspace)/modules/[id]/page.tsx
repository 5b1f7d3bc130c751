import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { makeQueryClient } from '@/components/data/query-client'
import { requireActor } from '@/lib/adapters/actor'
import { AppError } from '@/lib/errors'
import type { ModuleDto } from '@/lib/schemas/module'
import { canActor } from '@/lib/services/actor'
import { getModule } from '@/lib/services/modules/get-module'
import { EditorScreen } from './editor-screen'
import { moduleQuery } from './queries'

type ModulePageProps = { params: Promise<{ id: string }> }

const load = cache(async (id: string): Promise<ModuleDto> => {
  try {
    return await getModule(await requireActor(), { id })
  } catch (error) {
    if (error instanceof AppError && (error.code === 'NOT_FOUND' || error.code === 'VALIDATION')) notFound()
    throw error
  }
})

export async function generateMetadata({ params }: ModulePageProps): Promise<Metadata> {
  const module = await load(decodeURIComponent((await params).id))
  return { title: module.name }
}

export default async function ModulePage({ params }: ModulePageProps) {
  const id = decodeURIComponent((await params).id)
  const actor = await requireActor()
  const module = await load(id)
  const client = makeQueryClient()
  client.setQueryData(moduleQuery(id).queryKey, module)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <EditorScreen id={id} workspaceId={actor.workspaceId} canWrite={canActor(actor, 'write')} />
    </HydrationBoundary>
  )
}
