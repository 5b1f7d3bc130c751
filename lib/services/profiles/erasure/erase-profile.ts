import { prisma } from '@/lib/db/client'
import { type Erased, eraseConversations } from '@/lib/db/compositions/erase-conversations'
import { lockConversations } from '@/lib/db/compositions/lock-conversations'
import { AppError } from '@/lib/errors'
import type { Receipt } from '@/lib/schemas/profiles/profile'
import { authorIdOf } from '@/lib/services/access/conversation-access'
import { type Actor, canActor } from '@/lib/services/actor'
import { listRunning } from '@/lib/services/answers/running-answers'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { buryFacts } from '@/lib/services/profiles/facts/tombstones'
import { toReceipt } from './receipt'

type Options = { id: string; withConversations: boolean }

/**
 * Deletes all that is known about a person. Answers that are being written from the profile are stopped. Compositions that
 * used it show its facts as redacted. Deleted facts are not learned again under the same id. Conversations lose the
 * profile, or are deleted as well.
 * @throws AppError NOT_FOUND; FORBIDDEN for conversations of others without `admin`.
 */
export async function eraseProfile(actor: Actor, { id, withConversations }: Options): Promise<Receipt> {
  const { workspaceId } = actor
  const ofProfile = { workspaceId, profileId: id }
  const done = await prisma.$transaction(async (tx) => {
    // the update locks the row: a fact that is being learned is stored before it, or finds no profile
    const { count } = await tx.profile.updateMany({ where: { workspaceId, id }, data: { updatedAt: new Date() } })
    if (count === 0) throw new AppError('NOT_FOUND', 'There is no such profile.', { entity: 'profile', id })
    const conversations = await tx.conversation.findMany({ where: ofProfile, select: { id: true, authorId: true } })
    if (
      withConversations &&
      !canActor(actor, 'admin') &&
      conversations.some(({ authorId }) => authorId !== authorIdOf(actor))
    ) {
      throw new AppError(
        'FORBIDDEN',
        'Some of its conversations belong to other people. Only an administrator can delete them.',
        {
          scope: 'admin',
        },
      )
    }
    const ids = conversations.map((conversation) => conversation.id)
    await lockConversations(tx, workspaceId, ids)
    const stopped = await tx.runningAnswer.deleteMany({ where: { workspaceId, conversationId: { in: ids } } })
    const facts = await tx.profileFact.findMany({ where: ofProfile, select: { key: true, value: true } })
    await buryFacts(tx, ofProfile, facts)
    const interactions = await tx.profileInteraction.deleteMany({ where: ofProfile })
    const erased = withConversations ? await eraseConversations(tx, workspaceId, ids) : null
    await tx.conversation.updateMany({ where: ofProfile, data: { profileId: null } })
    await tx.profile.deleteMany({ where: { workspaceId, id } })
    const compositions = await tx.composition.count({ where: ofProfile })
    const counts = { facts: facts.length, interactions: interactions.count, conversations: ids.length, compositions }
    await recordAudit(tx, actor, { action: 'profile.deleted', target: id, detail: { ...erased, ...counts } })
    return { ids, stopped: stopped.count, erased, ...counts }
  })
  for (const conversationId of done.ids) {
    for (const answer of listRunning({ workspaceId, conversationId })) answer.stop()
  }
  return proveErased(ofProfile, done)
}

type Done = {
  ids: string[]
  stopped: number
  erased: Erased | null
  facts: number
  interactions: number
  conversations: number
  compositions: number
}

async function proveErased(ofProfile: { workspaceId: string; profileId: string }, done: Done): Promise<Receipt> {
  const { workspaceId } = ofProfile
  const inThem = { workspaceId, conversationId: { in: done.ids } }
  const [profile, facts, interactions, conversations, running, messages, vectors, images, summaries] =
    await Promise.all([
      prisma.profile.count({ where: { workspaceId, id: ofProfile.profileId } }),
      prisma.profileFact.count({ where: ofProfile }),
      prisma.profileInteraction.count({ where: ofProfile }),
      prisma.conversation.count({ where: ofProfile }),
      prisma.runningAnswer.count({ where: inThem }),
      prisma.conversationMessage.count({ where: inThem }),
      prisma.messageEmbedding.count({ where: inThem }),
      prisma.messageImage.count({ where: inThem }),
      prisma.conversationSummary.count({ where: inThem }),
    ])
  const { erased } = done
  const stores = [
    { store: 'profiles', removed: 1, left: profile },
    { store: 'facts', removed: done.facts, left: facts },
    { store: 'interactions', removed: done.interactions, left: interactions },
    { store: 'conversations that use it', removed: done.conversations, left: conversations },
    { store: 'answers being written', removed: done.stopped, left: running },
    ...(erased
      ? [
          { store: 'messages', removed: erased.messages, left: messages },
          { store: 'vectors of messages', removed: erased.messageVectors, left: vectors },
          { store: 'images of messages', removed: erased.images, left: images },
          { store: 'summaries', removed: erased.summaries, left: summaries },
          {
            store: 'compositions of its conversations',
            removed: erased.compositions,
            left: await prisma.composition.count({ where: inThem }),
          },
        ]
      : []),
  ]
  const kept = [
    ...(erased || done.conversations === 0
      ? []
      : [
          `${staying(done.conversations, 'conversation')}, without the profile: their messages belong to their authors.`,
        ]),
    ...(done.compositions > 0 ? [`${staying(done.compositions, 'composition')}, with its facts redacted.`] : []),
    'Facts are in no vector, no word index and no cache, so nothing was removed there.',
  ]
  return toReceipt(ofProfile.profileId, stores, kept)
}

const staying = (count: number, one: string) =>
  count === 1 ? `1 ${one} stays` : `${count.toLocaleString('en')} ${one}s stay`
