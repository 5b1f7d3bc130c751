import { prisma } from '@/lib/db/client'
import { OFFLINE_MODEL_ID } from '@/lib/engine'
import { pickModel } from '@/lib/indexing/providers/find-model'
import type { ProviderRow } from '@/lib/indexing/providers/to-provider'
import { authorIdOf } from '@/lib/services/access/conversation-access'
import type { Actor } from '@/lib/services/actor'

type Remembered = {
  providers: ProviderRow[]
  /** Asked last in the conversation. */
  ofConversation?: string | null
  /** The workspace's default. */
  ofWorkspace?: string | null
}

const isOffered = (providers: ProviderRow[], id: string) =>
  id === OFFLINE_MODEL_ID || pickModel(providers, id).offered !== null

/** The model that a person asked last, in any conversation of theirs; null for a program. */
async function findLastAsked(actor: Actor): Promise<string | null> {
  if (actor.kind !== 'user') return null
  const last = await prisma.conversation.findFirst({
    where: { workspaceId: actor.workspaceId, authorId: authorIdOf(actor), model: { not: null } },
    orderBy: { updatedAt: 'desc' },
    select: { model: true },
  })
  return last?.model ?? null
}

/**
 * The model of a request that names none: the one that its conversation asked last, else the one that its author asked
 * last, else the workspace's default, else the offline model. A model that nobody offers any more is skipped.
 */
export async function rememberModel(
  actor: Actor,
  { providers, ofConversation, ofWorkspace }: Remembered,
): Promise<string> {
  const takes = (id: string | null | undefined): id is string => Boolean(id) && isOffered(providers, id as string)
  if (takes(ofConversation)) return ofConversation
  const lastAsked = await findLastAsked(actor)
  if (takes(lastAsked)) return lastAsked
  return takes(ofWorkspace) ? ofWorkspace : OFFLINE_MODEL_ID
}
