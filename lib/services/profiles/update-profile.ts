import { prisma } from '@/lib/db/client'
import { inBatches, ROWS_AT_ONCE } from '@/lib/db/in-batches'
import type { Transaction } from '@/lib/db/transaction'
import { normalizeValue } from '@/lib/engine'
import {
  type ProfileDto,
  type ProfileFactInput,
  profileSchema,
  updateProfileSchema,
} from '@/lib/schemas/profiles/profile'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { toFactRows } from './facts/to-fact-rows'
import { buryFacts, unearth } from './facts/tombstones'
import { requireProfile } from './rows/profile-access'
import { toProfile } from './rows/to-profile'

type Fact = ProfileDto['facts'][number]

function isSameFact(fact: Fact, wanted: ProfileFactInput): boolean {
  const fields = ['key', 'value', 'source', 'confidence', 'isStatic', 'scope'] as const
  return fields.every((field) => fact[field] === wanted[field]) && fact.expiresOn === (wanted.expiresOn ?? null)
}

/**
 * Makes these the active facts. A new value of a key supersedes the old one. A fact that is left out is deleted, and not
 * learned again until somebody writes it.
 */
async function replaceFacts(
  tx: Transaction,
  where: { workspaceId: string; profileId: string },
  current: Fact[],
  facts: ProfileFactInput[],
): Promise<void> {
  const gone = current.filter((fact) => !facts.some((wanted) => isSameFact(fact, wanted)))
  const added = facts.filter((wanted) => !current.some((fact) => isSameFact(fact, wanted)))
  const rows = toFactRows(where.workspaceId, where.profileId, added)
  for (const data of inBatches(rows, ROWS_AT_ONCE)) await tx.profileFact.createMany({ data })
  const leftOut: Fact[] = []
  for (const fact of gone) {
    const next = rows.find(({ key, value }) => key === fact.key && normalizeValue(value) !== normalizeValue(fact.value))
    const same = rows.find(({ key, value }) => key === fact.key && value === fact.value)
    const by = next ?? same
    const one = { ...where, id: fact.id }
    if (!by) {
      leftOut.push(fact)
      await tx.profileFact.deleteMany({ where: one })
    } else {
      const data = { status: 'superseded', supersededById: by.id, validTo: new Date() }
      await tx.profileFact.updateMany({ where: one, data })
    }
  }
  await buryFacts(tx, where, leftOut)
  await unearth(tx, where, added)
}

/**
 * Renames a profile, switches its learning, replaces its facts, or all of these. Facts that stay the same keep their ids.
 * Compositions that used deleted facts show them as redacted.
 * @throws AppError NOT_FOUND.
 */
export const updateProfile = verb({
  name: 'updateProfile',
  scope: 'write',
  effect: 'write',
  input: updateProfileSchema,
  output: profileSchema,
  run: async ({ actor, workspaceId }, { id, name, isLearning, facts }) =>
    prisma.$transaction(async (tx) => {
      await requireProfile(tx, actor, id)
      await tx.profile.updateMany({ where: { workspaceId, id }, data: { name, isLearning, updatedAt: new Date() } })
      if (facts) {
        const { facts: current } = toProfile(await requireProfile(tx, actor, id), actor)
        await replaceFacts(tx, { workspaceId, profileId: id }, current, facts)
      }
      await recordAudit(tx, actor, { action: 'profile.updated', target: id })
      return toProfile(await requireProfile(tx, actor, id), actor)
    }),
})
