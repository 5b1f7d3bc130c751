import { prisma } from '@/lib/db/client'
import { acceptFactSchema, profileFactSchema } from '@/lib/schemas/profiles/profile'
import { whoOf } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { refuseStatus, requireFact } from './facts/require-fact'
import { lockFacts, writeFacts } from './facts/write-facts'
import { requireOwnOrWrite } from './rows/profile-access'
import { readProfileSettings } from './rows/read-profile-settings'

/**
 * Accepts a candidate fact, as it is or with another value. The accepted fact is a new, explicit one, since a person said
 * so. The candidate and every fact that the new one contradicts are superseded.
 * @throws AppError NOT_FOUND, FORBIDDEN; CONFLICT for one that does not wait.
 */
export const acceptFact = verb({
  name: 'acceptFact',
  scope: 'compose',
  effect: 'write',
  input: acceptFactSchema,
  output: profileFactSchema,
  run: async ({ actor, workspaceId }, { id, factId, value }) =>
    prisma.$transaction(async (tx) => {
      await requireOwnOrWrite(tx, actor, id)
      const where = { workspaceId, profileId: id }
      const known = (await lockFacts(tx, where)) ?? []
      const fact = await requireFact(tx, { ...where, id: factId })
      if (fact.status !== 'candidate') refuseStatus(fact, 'Only a candidate can be accepted.')
      const { keys } = await readProfileSettings(workspaceId, tx)
      const { key, scope, isStatic, extractor, conversationId, messageId, quote, validFrom } = fact
      const said = {
        ...{ key, value: value ?? fact.value, scope, isStatic, confidence: 1, source: 'explicit' as const },
        ...{ extractor: extractor ?? undefined, conversationId: conversationId ?? undefined },
        ...{ messageId: messageId ?? undefined, quote: quote ?? undefined, decidedBy: whoOf(actor) },
        saidAt: value === undefined ? validFrom : new Date().toISOString(),
      }
      const [written] = await writeFacts(tx, where, [said], { known, keys, accepts: 'all', isByHand: true })
      await recordAudit(tx, actor, { action: 'profile.factAccepted', target: id, detail: { key } })
      await tx.profileFact.updateMany({
        where: { ...where, id: factId },
        data: { status: 'superseded', supersededById: written?.id ?? null, validTo: new Date() },
      })
      return written ?? requireFact(tx, { ...where, id: factId })
    }),
})
