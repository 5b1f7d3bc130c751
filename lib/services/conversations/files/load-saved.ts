import { prisma } from '@/lib/db/client'
import { askedWithSchema } from '@/lib/schemas/contexts/side-by-side'
import { firstAnswerSchema, messageUsageSchema } from '@/lib/schemas/conversations/conversation'
import type {
  SavedConversation,
  SavedFact,
  SavedMessage,
  SavedSummary,
} from '@/lib/schemas/conversations/conversation-file'
import { sourcesSchema } from '@/lib/schemas/conversations/source'
import { toolUsesSchema } from '@/lib/schemas/conversations/tool-use'
import { readSaved } from '@/lib/services/conversations/images/stored-images'
import { readMessages } from '@/lib/services/conversations/messages/read-messages'
import { toRole } from '@/lib/services/conversations/messages/to-message'
import { STATED_SELECT, toKind } from '@/lib/services/conversations/stated-facts/stored-facts'
import { SUMMARY_SELECT } from '@/lib/services/conversations/summaries/to-conversation-summary'

const STATUSES = ['stopped', 'failed', 'interrupted'] as const

function toSavedFirst(stored: unknown): SavedMessage['firstAnswer'] {
  const { compositionId: _, ...first } = firstAnswerSchema.parse(stored)
  return first
}

const SAVED_SELECT = {
  id: true,
  role: true,
  speaker: true,
  content: true,
  thinking: true,
  toolUses: true,
  sources: true,
  status: true,
  error: true,
  usage: true,
  continuedAt: true,
  reusedFromAt: true,
  isPinned: true,
  column: true,
  askedWith: true,
  isChosen: true,
  firstAnswer: true,
  createdAt: true,
} as const

/**
 * A conversation as a file holds it: without answers that are being written, and without references to compositions.
 */
export async function loadSaved(workspaceId: string, id: string): Promise<SavedConversation> {
  const where = { workspaceId, conversationId: id, status: { not: 'running' } }
  const [conversation, rows, images, facts, summaries] = await Promise.all([
    prisma.conversation.findUniqueOrThrow({
      where: { workspaceId_id: { workspaceId, id } },
      select: {
        title: true,
        createdAt: true,
        updatedAt: true,
        tags: true,
        archivedAt: true,
        branchedFromId: true,
        branchedAtId: true,
      },
    }),
    readMessages(where, SAVED_SELECT),
    readSaved({ workspaceId, conversationId: id }),
    loadFacts(workspaceId, id),
    loadInUse(workspaceId, id),
  ])
  const { title, createdAt, updatedAt, tags, archivedAt, branchedFromId, branchedAtId } = conversation
  const messages = rows.map((row): SavedMessage => {
    const status = STATUSES.find((each) => each === row.status)
    return {
      id: row.id,
      role: toRole(row.role),
      ...(row.speaker === null ? {} : { speaker: row.speaker }),
      content: row.content,
      ...(images.has(row.id) ? { images: images.get(row.id) } : {}),
      ...(row.thinking === null ? {} : { thinking: row.thinking }),
      ...(row.toolUses === null ? {} : { toolUses: toolUsesSchema.parse(row.toolUses) }),
      ...(row.sources === null ? {} : { sources: sourcesSchema.parse(row.sources) }),
      at: row.createdAt.toISOString(),
      ...(status === undefined ? {} : { status }),
      ...(row.error === null ? {} : { error: row.error }),
      ...(row.usage === null ? {} : { usage: messageUsageSchema.parse(row.usage) }),
      ...(row.continuedAt === null ? {} : { continuedAt: row.continuedAt }),
      ...(row.reusedFromAt === null ? {} : { reusedFromAt: row.reusedFromAt.toISOString() }),
      ...(row.isPinned ? { isPinned: true } : {}),
      ...(row.column === null ? {} : { column: row.column }),
      ...(row.askedWith === null ? {} : { askedWith: askedWithSchema.parse(row.askedWith) }),
      ...(row.isChosen ? { isChosen: true } : {}),
      ...(row.firstAnswer === null ? {} : { firstAnswer: toSavedFirst(row.firstAnswer) }),
    }
  })
  return {
    id,
    title,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    ...(tags.length > 0 ? { tags } : {}),
    ...(archivedAt === null ? {} : { isArchived: true }),
    ...(branchedFromId === null ? {} : { branchedFrom: { id: branchedFromId, messageId: branchedAtId } }),
    messages,
    ...(facts.length > 0 ? { facts } : {}),
    ...(summaries.length > 0 ? { summaries } : {}),
  }
}

/** Facts that a person corrected, pinned or dropped. An import reads the others from the messages again. */
async function loadFacts(workspaceId: string, conversationId: string): Promise<SavedFact[]> {
  const rows = await prisma.statedFact.findMany({
    where: { workspaceId, conversationId, replacedById: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: STATED_SELECT,
  })
  return rows
    .filter(({ text, quote, isPinned, isDropped }) => text !== quote || isPinned || isDropped)
    .map(({ messageId, kind, quote, text, isPinned, isDropped }) => ({
      messageId,
      kind: toKind(kind),
      quote,
      ...(text === quote ? {} : { text }),
      ...(isPinned ? { isPinned } : {}),
      ...(isDropped ? { isDropped } : {}),
    }))
}

async function loadInUse(workspaceId: string, conversationId: string): Promise<SavedSummary[]> {
  const rows = await prisma.conversationSummary.findMany({
    where: { workspaceId, conversationId, replacedById: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: SUMMARY_SELECT,
  })
  return rows.map(({ level, fromMessageId, throughMessageId, text, sourceTokens, writtenBy, isEdited }) => ({
    level: level === 2 ? 2 : 1,
    fromMessageId,
    throughMessageId,
    text,
    ...(sourceTokens === null ? {} : { sourceTokens }),
    ...(writtenBy === null ? {} : { writtenBy }),
    ...(isEdited ? { isEdited } : {}),
  }))
}
