import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import type { ConversationDto } from '@/lib/schemas/conversations/conversation'
import type { Actor } from '@/lib/services/actor'

/** Whose a conversation is; keys and the system have conversations of their own. */
export function authorIdOf(actor: Actor): string {
  if (actor.kind === 'user') return actor.userId
  return actor.kind === 'apiKey' ? `key:${actor.keyId}` : 'system'
}

/** Who an author is to those who count what calls take: the other way round. */
function callerOfAuthor(authorId: string): { actorKind: Actor['kind']; actorId: string } {
  if (authorId === 'system') return { actorKind: 'system', actorId: '' }
  return authorId.startsWith('key:')
    ? { actorKind: 'apiKey', actorId: authorId.slice('key:'.length) }
    : { actorKind: 'user', actorId: authorId }
}

/** The conversations that an actor may read: the own and the shared ones that are not deleted. */
export function visibleTo(actor: Actor): Prisma.ConversationWhereInput {
  return {
    workspaceId: actor.workspaceId,
    deletedAt: null,
    OR: [{ authorId: authorIdOf(actor) }, { isShared: true }],
  }
}

/** The same as a condition on conversation `v` of the workspace. */
export function isConversationVisibleTo(actor: Actor): Prisma.Sql {
  return Prisma.sql`v."deletedAt" IS NULL AND (v."authorId" = ${authorIdOf(actor)} OR v."isShared")`
}

/** The same as a condition on composition `c`; one without a conversation is visible to the whole workspace. */
export function isCompositionVisibleTo(actor: Actor): Prisma.Sql {
  return Prisma.sql`(
    c."conversationId" IS NULL OR EXISTS (
      SELECT 1 FROM "Conversation" v
      WHERE v."workspaceId" = c."workspaceId" AND v."id" = c."conversationId" AND ${isConversationVisibleTo(actor)}
      OFFSET 0
    )
  )`
}

export const CONVERSATION_SELECT = {
  id: true,
  title: true,
  authorId: true,
  isShared: true,
  isTemporary: true,
  profileId: true,
  model: true,
  tags: true,
  archivedAt: true,
  branchedFromId: true,
  createdAt: true,
  updatedAt: true,
  _count: { select: { messages: true } },
} satisfies Prisma.ConversationSelect

type ConversationRow = Prisma.ConversationGetPayload<{ select: typeof CONVERSATION_SELECT }>

export function toConversation(
  { _count, authorId, archivedAt, branchedFromId, ...row }: ConversationRow,
  actor: Actor,
): ConversationDto {
  return {
    ...row,
    isArchived: archivedAt !== null,
    isBranch: branchedFromId !== null,
    isOwn: authorId === authorIdOf(actor),
    messageCount: _count.messages,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/**
 * The conversation, if the actor may read it, or change it when `own` is asked for.
 * @throws AppError NOT_FOUND, also for what is private to somebody else; FORBIDDEN for what is only shared.
 */
export async function requireConversation(
  client: Pick<Transaction, 'conversation'>,
  actor: Actor,
  id: string,
  access: 'read' | 'own',
): Promise<ConversationRow> {
  const row = await client.conversation.findFirst({ where: { ...visibleTo(actor), id }, select: CONVERSATION_SELECT })
  if (!row) throw new AppError('NOT_FOUND', 'There is no such conversation.', { entity: 'conversation', id })
  if (access === 'own' && row.authorId !== authorIdOf(actor)) {
    throw new AppError('FORBIDDEN', 'Only its author can change a conversation.', { entity: 'conversation', id })
  }
  return row
}

/** Whose usage a call for a conversation counts as, where nobody waits for it: its author's. */
export async function readPayer(where: { workspaceId: string; conversationId: string }) {
  const { workspaceId, conversationId: id } = where
  const conversation = await prisma.conversation.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: { authorId: true },
  })
  return callerOfAuthor(conversation?.authorId ?? 'system')
}
