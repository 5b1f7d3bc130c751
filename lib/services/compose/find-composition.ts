import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { type CompositionSummaryDto, traceSchema, usageSchema } from '@/lib/schemas/composition'
import { visibleTo } from '@/lib/services/access/conversation-access'
import type { Actor } from '@/lib/services/actor'
import { isProfileShownTo } from '@/lib/services/profiles/profile-access'
import type { StoredPrepared } from '@/lib/texts/tasks/stored-prepared'
import { readOlderActivation, readOlderReason } from './read-older-reasons'

export const SUMMARY_SELECT = {
  id: true,
  createdAt: true,
  query: true,
  model: true,
  conversationId: true,
  profileId: true,
  policyId: true,
  policyVersion: true,
  revision: true,
  inputTokens: true,
  durationMs: true,
  prefixHash: true,
  contextHash: true,
} satisfies Prisma.CompositionSelect

type SummaryRow = Prisma.CompositionGetPayload<{ select: typeof SUMMARY_SELECT }>

export function toSummary({ policyId, policyVersion, createdAt, ...row }: SummaryRow): CompositionSummaryDto {
  return { ...row, createdAt: createdAt.toISOString(), policy: { id: policyId, version: policyVersion } }
}

const storedPreparedSchema = z.custom<StoredPrepared>(
  (value) => typeof value === 'object' && value !== null && 'format' in value && value.format === 1,
)

/**
 * A composition that the actor may see: one of a conversation only if the conversation is, one that was made with
 * somebody's own profile only by them and admins.
 * @throws AppError NOT_FOUND, also for what is private to somebody else.
 */
export async function requireComposition(actor: Actor, id: string) {
  const { workspaceId } = actor
  const row = await prisma.composition.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: { ...SUMMARY_SELECT, prepared: true, usage: true, trace: true },
  })
  const isVisible =
    row !== null &&
    (row.conversationId === null ||
      (await prisma.conversation.count({ where: { ...visibleTo(actor), id: row.conversationId } })) > 0) &&
    (row.profileId === null || (await isProfileShownTo(actor, row.profileId)))
  if (!isVisible) throw new AppError('NOT_FOUND', 'There is no such composition.', { entity: 'composition', id })
  const { prepared, usage, trace, ...summary } = row
  return {
    summary: toSummary(summary),
    stored: readStored(storedPreparedSchema.parse(prepared)),
    usage: usageSchema.parse(usage),
    trace: traceSchema.parse(mapCandidates(trace, readOlderReason)),
  }
}

function readStored(stored: StoredPrepared): StoredPrepared {
  return mapCandidates(stored, (candidate) => readOlderActivation(readOlderReason(candidate)))
}

function mapCandidates<T>(holder: T, read: <C extends { reason: string }>(candidate: C) => C): T {
  if (typeof holder !== 'object' || holder === null || !('candidates' in holder)) return holder
  const { candidates } = holder
  return Array.isArray(candidates) ? { ...holder, candidates: candidates.map(read) } : holder
}
