import { prisma } from '@/lib/db/client'
import { oneOf } from '@/lib/db/one-of'
import { LIMIT_KINDS, LIMIT_PERIODS, type LimitKind, type UsageLimitDto } from '@/lib/schemas/workspaces/usage-limit'
import { type Actor, payerOf } from '@/lib/services/actor'
import { findLimit, type LimitRow, periodOf, type Subject, sumUsage } from './require-usage-left'

const ACTOR_KIND: Record<LimitKind, string> = { member: 'user', key: 'apiKey' }

async function toDto(
  kind: LimitKind,
  limit: LimitRow,
  name: string | null,
  of: Subject | null,
): Promise<UsageLimitDto> {
  const { from, to } = periodOf(limit.period, new Date())
  const used = of && (await sumUsage(prisma, of, from))
  const { period, maxTokens, maxCostUsd } = limit
  return {
    kind,
    subjectId: of?.actorId ?? null,
    name,
    period,
    maxTokens,
    maxCostUsd,
    usedTokens: used?.tokens ?? null,
    usedCostUsd: used?.costUsd ?? null,
    startsAnewAt: to.toISOString(),
  }
}

async function readNames(workspaceId: string): Promise<Map<string, string>> {
  const [members, keys] = await Promise.all([
    prisma.member.findMany({
      where: { organizationId: workspaceId },
      select: { userId: true, user: { select: { name: true } } },
    }),
    prisma.apiKey.findMany({ where: { workspaceId }, select: { id: true, name: true } }),
  ])
  return new Map([
    ...members.map(({ userId, user }) => [userId, user.name] as const),
    ...keys.map(({ id, name }) => [id, name] as const),
  ])
}

/** Every limit of the workspace, those of each member and key first. */
export async function readLimits(workspaceId: string): Promise<UsageLimitDto[]> {
  const rows = await prisma.usageLimit.findMany({
    where: { workspaceId },
    orderBy: [{ subjectId: 'asc' }, { kind: 'desc' }],
    omit: { workspaceId: true },
  })
  const names = await readNames(workspaceId)
  const items: UsageLimitDto[] = []
  for (const { kind: stored, ...row } of rows) {
    const kind = oneOf(LIMIT_KINDS, stored)
    const limit: LimitRow = { ...row, period: oneOf(LIMIT_PERIODS, row.period) }
    const of = row.subjectId === '' ? null : { workspaceId, actorKind: ACTOR_KIND[kind], actorId: row.subjectId }
    items.push(await toDto(kind, limit, names.get(row.subjectId) ?? null, of))
  }
  return items
}

/** The one that holds for whoever asks, if any. */
export async function readOwnLimits(actor: Actor): Promise<UsageLimitDto[]> {
  const subject = payerOf(actor)
  const limit = await findLimit(prisma, subject)
  return limit ? [await toDto(actor.kind === 'apiKey' ? 'key' : 'member', limit, actor.name, subject)] : []
}
