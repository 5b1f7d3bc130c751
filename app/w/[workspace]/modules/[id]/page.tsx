import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { makeQueryClient } from '@/components/data/query-client'
import { requireActor } from '@/lib/adapters/actor'
import { AppError } from '@/lib/errors'
import type { ModuleDto } from '@/lib/schemas/modules/module'
import { canActor } from '@/lib/services/actor'
import { loadModule } from '../load-module'
import { EditorScreen } from './editor-screen'
import { toOpenModule } from './open-module'
import { moduleQuery } from './queries'

type ModulePageProps = { params: Promise<{ workspace: string; id: string }> }

/** The layout answers 404 for a whole document; this is for who follows a link within the page. */
async function load(params: ModulePageProps['params']): Promise<ModuleDto> {
  const { workspace, id } = await params
  try {
    return await loadModule(workspace, decodeURIComponent(id))
  } catch (error) {
    if (error instanceof AppError && (error.code === 'NOT_FOUND' || error.code === 'VALIDATION')) notFound()
    throw error
  }
}

export async function generateMetadata({ params }: ModulePageProps): Promise<Metadata> {
  return { title: (await load(params)).name }
}

export default async function ModulePage({ params }: ModulePageProps) {
  const actor = await requireActor(params)
  const module = await load(params)
  const { id } = module
  const { userId } = actor
  const me = { userId, canComment: canActor(actor, 'compose'), isAdmin: canActor(actor, 'admin') }
  const client = makeQueryClient()
  client.setQueryData(moduleQuery(id).queryKey, toOpenModule(module))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <EditorScreen id={id} workspaceId={actor.workspaceId} canWrite={canActor(actor, 'write')} me={me} />
    </HydrationBoundary>
  )
}
