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

type ModulePageProps = { params: Promise<{ workspace: string; id: string }> }

const load = cache(async (workspace: string, id: string): Promise<ModuleDto> => {
  try {
    return await getModule(await requireActor(Promise.resolve({ workspace })), { id })
  } catch (error) {
    if (error instanceof AppError && (error.code === 'NOT_FOUND' || error.code === 'VALIDATION')) notFound()
    throw error
  }
})

export async function generateMetadata({ params }: ModulePageProps): Promise<Metadata> {
  const { workspace, id } = await params
  const module = await load(workspace, decodeURIComponent(id))
  return { title: module.name }
}

export default async function ModulePage({ params }: ModulePageProps) {
  const { workspace, ...rest } = await params
  const id = decodeURIComponent(rest.id)
  const actor = await requireActor(params)
  const module = await load(workspace, id)
  const client = makeQueryClient()
  client.setQueryData(moduleQuery(id).queryKey, module)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <EditorScreen id={id} workspaceId={actor.workspaceId} canWrite={canActor(actor, 'write')} />
    </HydrationBoundary>
  )
}
