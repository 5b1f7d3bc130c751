import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { factIdSchema, profileFactSchema } from '@/lib/schemas/profiles/profile'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { refuseStatus, requireFact } from './facts/require-fact'
import { lockFacts } from './facts/write-facts'
import { requireOwnOrWrite } from './rows/profile-access'

/**
 * Takes a decision back. A refused fact is a candidate again. An accepted, corrected or added fact is removed, and the
 * facts that it superseded are restored.
 * @throws AppError NOT_FOUND, FORBIDDEN; CONFLICT for one that nobody decided about.
 */
export const reopenFact = verb({
  name: 'reopenFact',
  scope: 'compose',
  effect: 'write',
  input: factIdSchema,
  output: profileFactSchema,
  run: async ({ actor, workspaceId }, { id, factId }) =>
    prisma.$transaction(async (tx) => {
      await requireOwnOrWrite(tx, actor, id)
      const ofProfile = { workspaceId, profileId: id }
      await lockFacts(tx, ofProfile)
      const where = { ...ofProfile, id: factId }
      const fact = await requireFact(tx, where)
      await recordAudit(tx, actor, { action: 'profile.factReopened', target: id, detail: { key: fact.key } })
      if (fact.status === 'refused') {
        await tx.profileFact.updateMany({ where, data: { status: 'candidate', decidedBy: Prisma.DbNull } })
        return requireFact(tx, where)
      }
      const before = await tx.profileFact.findMany({
        where: { ...ofProfile, supersededById: factId },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        select: { id: true, extractor: true, source: true },
      })
      if (fact.status !== 'active' || before.length === 0) refuseStatus(fact, 'There is no decision to take back.')
      for (const old of before) {
        // an inferred fact was a candidate: an accepted one would be explicit
        const waited = old.extractor !== null && old.source === 'inferred'
        await tx.profileFact.updateMany({
          where: { ...ofProfile, id: old.id },
          data: { status: waited ? 'candidate' : 'active', supersededById: null, validTo: null },
        })
      }
      await tx.profileFact.deleteMany({ where })
      return requireFact(tx, { ...ofProfile, id: before[0]?.id ?? '' })
    }),
})
