import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import { createPolicySchema, policyDetailSchema, policySettingsSchema } from '@/lib/schemas/contexts/policy'
import { LIMITS } from '@/lib/schemas/limits'
import { whoOf } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { readPolicy } from './rows/read-policy'

/**
 * A new policy that begins with the settings another one uses now.
 * @throws AppError NOT_FOUND, CONFLICT when the id is taken, LIMIT_EXCEEDED.
 */
export const createPolicy = verb({
  name: 'createPolicy',
  scope: 'write',
  effect: 'write',
  input: createPolicySchema,
  output: policyDetailSchema,
  run: async ({ actor, workspaceId }, { id = newId('pol'), name, from }) => {
    const source = await readPolicy(workspaceId, from)
    const settings = policySettingsSchema.parse(source.settings)
    await prisma.$transaction(async (tx) => {
      const actual = await tx.policy.count({ where: { workspaceId } })
      if (actual >= LIMITS.policiesPerWorkspace) {
        const limit = LIMITS.policiesPerWorkspace
        throw new AppError('LIMIT_EXCEEDED', `A workspace has at most ${limit} policies.`, { limit, actual })
      }
      const { count } = await tx.policy.createMany({
        data: [{ workspaceId, id, name, updatedAt: new Date() }],
        skipDuplicates: true,
      })
      if (count === 0) throw new AppError('CONFLICT', `There is a policy ${id} already.`, { entity: 'policy', id })
      const message = `As “${source.name}” version ${source.activeVersion}.`
      await tx.policyVersion.create({
        data: { workspaceId, policyId: id, version: 1, settings, message, author: whoOf(actor) },
        select: { version: true },
      })
      await recordAudit(tx, actor, { action: 'policy.created', target: id, after: { name }, detail: { from } })
    })
    return readPolicy(workspaceId, id)
  },
})
