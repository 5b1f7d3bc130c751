import { prisma } from '@/lib/db/client'
import { inBatches, ROWS_AT_ONCE } from '@/lib/db/in-batches'
import { AppError } from '@/lib/errors'
import { queueMessages } from '@/lib/indexing/queue/queue-messages'
import { log } from '@/lib/log'
import { newId } from '@/lib/new-id'
import {
  type AppendMessagesInput,
  appendedMessagesSchema,
  appendMessagesSchema,
} from '@/lib/schemas/conversations/conversation'
import { requireConversation } from '@/lib/services/access/conversation-access'
import { learnFromMessages } from '@/lib/services/profiles/learning/learn-from-messages'
import { verb } from '@/lib/services/verb'
import { readRequestState } from '@/lib/services/workspaces/state/read-request-state'
import { type CheckedImage, checkImages } from './images/check-images'
import { storeImages } from './images/stored-images'
import { updateSummaries } from './summaries/update-summaries'

/**
 * Adds messages that were said elsewhere, in their order, with ids and times of their own. One that is there already, the
 * same in role, content and images, is passed over: what broke off half-way can be sent again.
 * @throws AppError NOT_FOUND, FORBIDDEN; CONFLICT for an id under which something else is stored; what `checkImages` throws.
 */
export const appendMessages = verb({
  name: 'appendMessages',
  scope: 'compose',
  effect: 'write',
  input: appendMessagesSchema,
  output: appendedMessagesSchema,
  run: async ({ actor, workspaceId }, { id: conversationId, messages }) => {
    const said: Said[] = []
    for (const { images = [], ...message } of messages) said.push({ ...message, images: await checkImages(images) })
    const { fresh, profileId, isTemporary, ...appended } = await prisma.$transaction(async (tx) => {
      const { profileId, isTemporary } = await requireConversation(tx, actor, conversationId, 'own')
      // the update locks the conversation's row, so that two writers get two ordinals
      await tx.conversation.update({
        where: { workspaceId_id: { workspaceId, id: conversationId } },
        data: { updatedAt: new Date(), archivedAt: null },
        select: { id: true },
      })
      const given = messages.flatMap(({ id }) => id ?? [])
      const stored = await tx.conversationMessage.findMany({
        where: { workspaceId, conversationId, id: { in: given } },
        select: {
          id: true,
          role: true,
          content: true,
          images: { orderBy: { place: 'asc' }, select: { sha256: true } },
        },
      })
      const fresh = withoutStored(said, stored)
      const last = await tx.conversationMessage.aggregate({
        where: { workspaceId, conversationId },
        _max: { ordinal: true },
      })
      const first = (last._max.ordinal ?? 0) + 1
      const rows = fresh.map((message) => ({ ...message, id: message.id ?? newId('msg') }))
      const messageRows = rows.map(({ id, at, speaker, role, content }, index) => ({
        workspaceId,
        conversationId,
        id,
        ordinal: first + index,
        role,
        content,
        speaker: speaker ?? null,
        ...(at === undefined ? {} : { createdAt: new Date(at) }),
      }))
      for (const data of inBatches(messageRows, ROWS_AT_ONCE)) await tx.conversationMessage.createMany({ data })
      const images = rows.map(({ id: messageId, images }) => ({ messageId, images }))
      await storeImages(tx, { workspaceId, conversationId }, images)
      return { added: fresh.length, existing: messages.length - fresh.length, fresh: rows, profileId, isTemporary }
    })
    if (profileId) {
      const byUser = fresh.filter(({ role }) => role === 'user')
      const heard = byUser.map(({ id, content, at }) => ({
        id,
        content,
        at: at === undefined ? new Date() : new Date(at),
      }))
      await learnFromMessages({ workspaceId, conversationId, profileId }, heard)
    }
    // what fails is made up for after the next answer
    if (appended.added > 0 && !isTemporary) {
      await queueMessages(workspaceId, conversationId)
      await summarize({ workspaceId, conversationId }).catch((error: unknown) =>
        log('error', 'appended messages were not summarized', { conversationId }, error),
      )
    }
    return appended
  },
})

async function summarize(where: { workspaceId: string; conversationId: string }): Promise<void> {
  const { policy } = await readRequestState(where.workspaceId, undefined)
  if (policy.settings.history.summaries) await updateSummaries(where)
}

type Said = Omit<AppendMessagesInput['messages'][number], 'images'> & { images: CheckedImage[] }
type Stored = { id: string; role: string; content: string; images: { sha256: string }[] }

function withoutStored(messages: Said[], stored: Stored[]): Said[] {
  const known = new Map(stored.map((message) => [message.id, message]))
  return messages.filter((message) => {
    const { id } = message
    const found = id === undefined ? undefined : known.get(id)
    if (found && !isSame(found, message)) {
      throw new AppError('CONFLICT', `There is another message with the id ${id}.`, { entity: 'message', id })
    }
    return !found
  })
}

function isSame(stored: Stored, { role, content, images }: Said): boolean {
  const hashesOf = (of: { sha256: string }[]) => of.map(({ sha256 }) => sha256).join(' ')
  return stored.role === role && stored.content === content && hashesOf(stored.images) === hashesOf(images)
}
