import { prisma } from '@/lib/db/client'
import { normalizeValue } from '@/lib/engine'
import { changeFactSchema, profileFactSchema } from '@/lib/schemas/profiles/profile'
import { whoOf } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { refuseStatus, requireFact } from './facts/require-fact'
import { toDay } from './facts/to-fact-rows'
import { lockFacts, writeFacts } from './facts/write-facts'
import { requireOwnOrWrite } from './rows/profile-access'
import { readProfileSettings } from './rows/read-profile-settings'

/**
 * Corrects an active fact, or changes where it may be sent, when it expires and whether it is always sent. The fact with
 * the old value stays, marked as superseded.
 * @throws AppError NOT_FOUND, FORBIDDEN; CONFLICT for one that does not hold.
 */
export const changeFact = verb({
  name: 'changeFact',
  scope: 'compose',
  effect: 'write',
  input: changeFactSchema,
  output: profileFactSchema,
  run: async ({ actor, workspaceId }, { id, factId, value, expiresOn, ...change }) =>
    prisma.$transaction(async (tx) => {
      await requireOwnOrWrite(tx, actor, id)
      const where = { workspaceId, profileId: id }
      const known = (await lockFacts(tx, where)) ?? []
      const fact = await requireFact(tx, { ...where, id: factId })
      if (fact.status !== 'active') refuseStatus(fact, 'Only an active fact can be changed.')
      const data = { ...change, ...(expiresOn === undefined ? {} : { expiresOn: toDay(expiresOn) }) }
      await tx.profileFact.updateMany({ where: { ...where, id: factId }, data })
      await recordAudit(tx, actor, { action: 'profile.factChanged', target: id, detail: { key: fact.key } })
      const changed = await requireFact(tx, { ...where, id: factId })
      if (value === undefined || value === fact.value) return changed
      const { keys } = await readProfileSettings(workspaceId, tx)
      const { key, scope, isStatic } = changed
      const said = {
        ...{ key, value, scope, isStatic, confidence: 1, source: 'explicit' as const },
        expiresOn: toDay(changed.expiresOn),
        saidAt: new Date().toISOString(),
        decidedBy: whoOf(actor),
      }
      // the new value replaces the old one even where a key may have several values
      const others = known.filter(
        (other) => other.id !== factId || normalizeValue(other.value) !== normalizeValue(value),
      )
      const [written] = await writeFacts(tx, where, [said], { known: others, keys, accepts: 'all', isByHand: true })
      if (!written) return changed
      await tx.profileFact.updateMany({
        where: { ...where, id: factId },
        data: { status: 'superseded', supersededById: written.id, validTo: new Date() },
      })
      return written
    }),
})
