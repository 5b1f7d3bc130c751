import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import type { DueDto, RetentionDto } from '@/lib/schemas/workspaces/retention'

const DAY_MS = 24 * 60 * 60 * 1000

/** The moment before which nothing is kept; null for ever. */
export const endOf = (days: number | null, now: number): Date | null =>
  days === null ? null : new Date(now - days * DAY_MS)

/** Conversations that nobody has written in since; one that is being answered is none of them. */
export function dueConversations(workspaceId: string, before: Date): Prisma.ConversationWhereInput {
  return { workspaceId, updatedAt: { lt: before }, running: { none: {} } }
}

/**
 * The last entry of the audit log before the first that is kept, whatever its own time: only the beginning of the chain can
 * be taken away. Null for none.
 */
export async function lastDueAuditEvent(
  workspaceId: string,
  before: Date,
): Promise<{ sequence: number; hash: string } | null> {
  const kept = await prisma.auditEvent.findFirst({
    where: { workspaceId, at: { gte: before } },
    orderBy: { sequence: 'asc' },
    select: { sequence: true },
  })
  const last = await prisma.auditEvent.findFirst({
    where: { workspaceId, sequence: kept?.sequence == null ? { not: null } : { lt: kept.sequence } },
    orderBy: { sequence: 'desc' },
    select: { sequence: true, hash: true },
  })
  return last && last.sequence !== null && last.hash !== null ? { sequence: last.sequence, hash: last.hash } : null
}

/** How much retention would delete now. */
export async function countDue(workspaceId: string, retention: RetentionDto, now: number): Promise<DueDto> {
  const ends = {
    conversations: endOf(retention.conversations, now),
    compositions: endOf(retention.compositions, now),
    interactions: endOf(retention.interactions, now),
    modelCalls: endOf(retention.modelCalls, now),
    auditEvents: endOf(retention.auditEvents, now),
  }
  const due: DueDto = { conversations: 0, compositions: 0, interactions: 0, modelCalls: 0, auditEvents: 0 }
  if (ends.conversations) {
    due.conversations = await prisma.conversation.count({ where: dueConversations(workspaceId, ends.conversations) })
  }
  if (ends.compositions) {
    due.compositions = await prisma.composition.count({ where: { workspaceId, createdAt: { lt: ends.compositions } } })
  }
  if (ends.interactions) {
    const where = { workspaceId, createdAt: { lt: ends.interactions } }
    due.interactions = await prisma.profileInteraction.count({ where })
  }
  if (ends.modelCalls) {
    due.modelCalls = await prisma.modelCall.count({ where: { workspaceId, at: { lt: ends.modelCalls } } })
  }
  if (ends.auditEvents) {
    const last = await lastDueAuditEvent(workspaceId, ends.auditEvents)
    due.auditEvents = last
      ? await prisma.auditEvent.count({ where: { workspaceId, sequence: { lte: last.sequence } } })
      : 0
  }
  return due
}
