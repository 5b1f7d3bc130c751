import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { type CompositionSummaryDto, traceSchema, usageSchema } from '@/lib/schemas/contexts/composition'
import { visibleTo } from '@/lib/services/access/conversation-access'
import type { Actor } from '@/lib/services/actor'
import { isProfileShownTo } from '@/lib/services/profiles/rows/profile-access'
import type { StoredPrepared } from '@/lib/texts/tasks/stored-prepared'
import { type CacheHit, toCachedTrace, unpackDetail } from './composition-detail'
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

const DETAIL_SELECT = { select: { content: true } } satisfies Prisma.CompositionDetailDefaultArgs

const storedPreparedSchema = z.custom<StoredPrepared>(
  (value) => typeof value === 'object' && value !== null && 'format' in value && value.format === 1,
)

/**
 * A composition that the actor may see. One of a conversation is visible where the conversation is. One with a member's
 * own profile is visible to that member and to admins.
 * @throws AppError NOT_FOUND, also for what is private to somebody else.
 */
export async function requireComposition(actor: Actor, id: string) {
  const { workspaceId } = actor
  const row = await prisma.composition.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: { ...SUMMARY_SELECT, usage: true, prepared: true, trace: true, cacheHit: true, detail: DETAIL_SELECT },
  })
  const isVisible =
    row !== null &&
    (row.conversationId === null ||
      (await prisma.conversation.count({ where: { ...visibleTo(actor), id: row.conversationId } })) > 0) &&
    (row.profileId === null || (await isProfileShownTo(actor, row.profileId)))
  if (!isVisible) throw new AppError('NOT_FOUND', 'There is no such composition.', { entity: 'composition', id })
  const { prepared: _, usage, trace: __, cacheHit, detail, ...summary } = row
  // compositions of earlier versions of Loadout hold their detail in their own row
  const { prepared, trace } = detail ? await unpackDetail(detail.content) : row
  const stored = readStored(storedPreparedSchema.parse(prepared))
  const ran = traceSchema.parse(mapCandidates(trace, readOlderReason))
  return {
    summary: toSummary(summary),
    stored: { ...stored, request: { ...stored.request, id } },
    usage: usageSchema.parse(usage),
    trace: cacheHit === null ? ran : toCachedTrace(ran, id, cacheHitSchema.parse(cacheHit)),
  }
}

const cacheHitSchema = z.custom<CacheHit>((value) => typeof value === 'object' && value !== null && 'step' in value)

function readStored(stored: StoredPrepared): StoredPrepared {
  return mapCandidates(stored, (candidate) => readOlderActivation(readOlderReason(candidate)))
}

function mapCandidates<T>(holder: T, read: <C extends { reason: string }>(candidate: C) => C): T {
  if (typeof holder !== 'object' || holder === null || !('candidates' in holder)) return holder
  const { candidates } = holder
  return Array.isArray(candidates) ? { ...holder, candidates: candidates.map(read) } : holder
}
