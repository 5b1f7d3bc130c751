import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { modelsQuery } from '@/components/data/models-query'
import { makeQueryClient } from '@/components/data/query-client'
import { releasesQuery } from '@/components/data/releases-query'
import { requireActor, type WorkspaceParams } from '@/lib/adapters/actor'
import { hasSample, suggestQuestions } from '@/lib/schemas/contexts/suggest-questions'
import { canActor } from '@/lib/services/actor'
import { getConversation } from '@/lib/services/conversations/get-conversation'
import { listConversations } from '@/lib/services/conversations/list-conversations'
import { listModules } from '@/lib/services/modules/list-modules'
import { listAvailableModels } from '@/lib/services/providers/list-available-models'
import { listQueryTemplates } from '@/lib/services/query-templates/list-query-templates'
import { listReleases } from '@/lib/services/releases/list-releases'
import { templatesQuery } from '../insights/queries'
import { PlaygroundScreen } from './playground-screen'
import { conversationQuery, conversationsQuery } from './queries'
import { loadPlaygroundSearchParams } from './search-params'

export const metadata: Metadata = { title: 'Playground' }

/** Modules, the most used first, that first questions are about. */
const SUGGESTED_FROM = 100

export default async function PlaygroundPage({
  params,
  searchParams,
}: {
  params: WorkspaceParams
  searchParams: Promise<SearchParams>
}) {
  const actor = await requireActor(params)
  const { conversation, answer, message } = await loadPlaygroundSearchParams(searchParams)
  const client = makeQueryClient()
  const [modules] = await Promise.all([
    listModules(actor, { status: 'published', limit: SUGGESTED_FROM, sort: '-timesChosen' }),
    client.prefetchInfiniteQuery(conversationsQuery({}, () => listConversations(actor, { limit: 100 }))),
    client.prefetchQuery(releasesQuery(() => listReleases(actor, { changes: 'with' }))),
    client.prefetchQuery(modelsQuery(() => listAvailableModels(actor, {}))),
    client.prefetchQuery(templatesQuery(() => listQueryTemplates(actor, {}))),
    conversation &&
      client.prefetchQuery(
        conversationQuery(conversation, { including: message ?? answer }, (part) =>
          getConversation(actor, { id: conversation, ...part }),
        ),
      ),
  ])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PlaygroundScreen
        canAsk={canActor(actor, 'compose')}
        canWrite={canActor(actor, 'write')}
        canSetUp={canActor(actor, 'admin')}
        suggestions={suggestQuestions(modules.items)}
        hasSample={hasSample(modules.items)}
      />
    </HydrationBoundary>
  )
}
