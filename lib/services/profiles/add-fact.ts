import { prisma } from '@/lib/db/client'
import { findFactKey, normalizeValue } from '@/lib/engine'
import { addFactSchema, profileFactSchema } from '@/lib/schemas/profiles/profile'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { requireFact } from './facts/require-fact'
import { toDay } from './facts/to-fact-rows'
import { unearth } from './facts/tombstones'
import { lockFacts, writeFacts } from './facts/write-facts'
import { requireOwnOrWrite } from './rows/profile-access'
import { readProfileSettings } from './rows/read-profile-settings'

/**
 * Writes a fact by hand. It is active at once and supersedes what it contradicts. Adding the same fact again changes nothing.
 * @throws AppError NOT_FOUND, FORBIDDEN, LIMIT_EXCEEDED.
 */
export const addFact = verb({
  name: 'addFact',
  scope: 'compose',
  effect: 'write',
  input: addFactSchema,
  output: profileFactSchema,
  run: async ({ actor, workspaceId }, { id, expiresOn, isStatic, ...fact }) =>
    prisma.$transaction(async (tx) => {
      await requireOwnOrWrite(tx, actor, id)
      const where = { workspaceId, profileId: id }
      const { keys } = await readProfileSettings(workspaceId, tx)
      const known = (await lockFacts(tx, where)) ?? []
      const isBasic = findFactKey(keys, fact.key)?.isBasic ?? false
      const said = {
        ...fact,
        isStatic: isStatic ?? isBasic,
        expiresOn: toDay(expiresOn),
        saidAt: new Date().toISOString(),
      }
      await unearth(tx, where, [fact])
      const [written] = await writeFacts(tx, where, [said], { known, keys, accepts: 'all', isByHand: true })
      if (written) {
        await recordAudit(tx, actor, { action: 'profile.factAdded', target: id, detail: { key: fact.key } })
        return written
      }
      const same = known.find(
        ({ key, status, value }) =>
          key === fact.key && status === 'active' && normalizeValue(value) === normalizeValue(fact.value),
      )
      return requireFact(tx, { ...where, id: same?.id ?? '' })
    }),
})
