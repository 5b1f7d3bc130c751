import type { Transaction } from '@/lib/db/transaction'
import { type KnownFact, type SaidFact, type SettleOptions, settleFacts } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import type { StoredActor } from '@/lib/schemas/actor'
import { LIMITS } from '@/lib/schemas/limits'
import type { FactScope, ProfileFactDto } from '@/lib/schemas/profiles/profile'
import { FACT_SELECT, toFact } from '@/lib/services/profiles/rows/to-profile'

/** A fact to be stored, with what it rests on. */
export type NewFact = SaidFact & {
  confidence: number
  isStatic: boolean
  scope?: FactScope
  expiresOn?: Date | null
  extractor?: string
  conversationId?: string
  messageId?: string
  quote?: string
  decidedBy?: StoredActor
}

type Where = { workspaceId: string; profileId: string }

/** Every fact of a profile, as `settleFacts` takes them. Locks the profile's row, so that two writers settle in turn. */
export async function lockFacts(tx: Transaction, { workspaceId, profileId }: Where): Promise<KnownFact[] | null> {
  const { count } = await tx.profile.updateMany({
    where: { workspaceId, id: profileId },
    data: { updatedAt: new Date() },
  })
  if (count === 0) return null
  const rows = await tx.profileFact.findMany({
    where: { workspaceId, profileId },
    select: FACT_SELECT,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(toFact).map(({ id, key, value, source, status, validFrom }) => {
    return { id, key, value, source, status, saidAt: validFrom }
  })
}

const live = ({ status }: { status: string }) => status === 'active' || status === 'candidate'

/**
 * Settles new facts with those of a profile and stores the result. Learned facts that no longer fit the profile are left
 * out.
 * @throws AppError LIMIT_EXCEEDED if a fact written by hand does not fit.
 */
export async function writeFacts(
  tx: Transaction,
  where: Where,
  said: NewFact[],
  { known, ...options }: SettleOptions & { known: KnownFact[] },
): Promise<ProfileFactDto[]> {
  const { added, superseded } = settleFacts(said, known, { ...options, newId: () => newId('fact') })
  const limit = LIMITS.profileFacts
  const room = limit - known.filter(live).length + superseded.length
  if (options.isByHand && added.length > room) {
    throw new AppError('LIMIT_EXCEEDED', `A profile holds up to ${limit} facts.`, { limit, actual: limit + 1 })
  }
  const kept = added.slice(0, Math.max(0, room))
  const now = new Date()
  await tx.profileFact.createMany({
    data: kept.map(({ saidAt, ...fact }, at) => ({
      ...fact,
      ...where,
      validFrom: new Date(saidAt),
      ...(fact.status === 'superseded' ? { validTo: new Date(saidAt) } : {}),
      // facts are read by time of creation: a millisecond apart they stay in the order in which they were said
      createdAt: new Date(now.getTime() + at),
    })),
  })
  for (const { id, by } of superseded.filter((each) => kept.some((fact) => fact.id === each.by))) {
    const next = kept.find((fact) => fact.id === by)
    await tx.profileFact.updateMany({
      where: { ...where, id },
      data: { status: 'superseded', supersededById: by, validTo: next ? new Date(next.saidAt) : now },
    })
  }
  const rows = await tx.profileFact.findMany({
    where: { ...where, id: { in: kept.map(({ id }) => id) } },
    select: FACT_SELECT,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(toFact)
}
