import type { Prisma } from '@/lib/db/generated/client'
import { oneOf } from '@/lib/db/one-of'
import { FACT_STATUSES } from '@/lib/engine'
import { toActorOrNull } from '@/lib/schemas/actor'
import { FACT_SCOPES, type ProfileDto, type ProfileFactDto } from '@/lib/schemas/profiles/profile'
import { type Actor, userIdOf } from '@/lib/services/actor'

export const FACT_SELECT = {
  id: true,
  key: true,
  value: true,
  subject: true,
  source: true,
  confidence: true,
  status: true,
  scope: true,
  extractor: true,
  conversationId: true,
  messageId: true,
  quote: true,
  validFrom: true,
  validTo: true,
  supersededById: true,
  decidedBy: true,
  createdAt: true,
  expiresOn: true,
  isStatic: true,
} satisfies Prisma.ProfileFactSelect

export const PROFILE_SELECT = {
  id: true,
  name: true,
  userId: true,
  isLearning: true,
  createdAt: true,
  updatedAt: true,
  facts: {
    where: { status: { in: ['active', 'candidate'] } },
    select: FACT_SELECT,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  },
} satisfies Prisma.ProfileSelect

export type FactRow = Prisma.ProfileFactGetPayload<{ select: typeof FACT_SELECT }>
export type ProfileRow = Prisma.ProfileGetPayload<{ select: typeof PROFILE_SELECT }>

export function toFact({ createdAt, validFrom, validTo, ...row }: FactRow): ProfileFactDto {
  return {
    ...row,
    source: oneOf(['explicit', 'inferred'], row.source),
    status: oneOf(FACT_STATUSES, row.status),
    scope: oneOf(FACT_SCOPES, row.scope),
    validFrom: (validFrom ?? createdAt).toISOString(),
    validTo: validTo?.toISOString() ?? null,
    decidedBy: toActorOrNull(row.decidedBy),
    recordedAt: createdAt.toISOString(),
    expiresOn: row.expiresOn?.toISOString().slice(0, 10) ?? null,
  }
}

export function toProfile(row: ProfileRow, actor: Actor): ProfileDto {
  const facts = row.facts.map(toFact)
  const active = facts.filter(({ status }) => status === 'active')
  return {
    id: row.id,
    name: row.name,
    isOwn: row.userId !== null && row.userId === userIdOf(actor),
    isPersonal: row.userId !== null,
    isLearning: row.isLearning,
    facts: active,
    candidateCount: facts.length - active.length,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
