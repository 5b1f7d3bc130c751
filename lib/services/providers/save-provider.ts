import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { PROVIDER_SELECT, type ProviderRow, sealKey, toModels, toProvider } from '@/lib/indexing/providers/to-provider'
import { newId } from '@/lib/new-id'
import { LIMITS } from '@/lib/schemas/limits'
import { providerSchema, saveProviderSchema } from '@/lib/schemas/workspaces/provider'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { checkAddress, refuseKeyElsewhere } from './connection/check-address'

/**
 * Adds a provider, or changes one. A stored key never goes to another server than the one it was entered for.
 * @throws AppError NOT_FOUND, VALIDATION, LIMIT_EXCEEDED.
 */
export const saveProvider = verb({
  name: 'saveProvider',
  scope: 'admin',
  effect: 'write',
  input: saveProviderSchema,
  output: providerSchema,
  run: async ({ actor, workspaceId }, { id: givenId, kind, name, baseUrl = null, apiKey, models, isEnabled }) => {
    checkAddress(baseUrl)
    const id = givenId ?? newId('prv')
    const sealed = apiKey ? sealKey({ workspaceId, id }, apiKey) : apiKey

    return prisma.$transaction(async (tx) => {
      const where = { workspaceId_id: { workspaceId, id } }
      const current = givenId ? await tx.provider.findUnique({ where, select: PROVIDER_SELECT }) : null
      if (givenId && !current) throw new AppError('NOT_FOUND', 'There is no such provider.', { entity: 'provider', id })
      if (current?.encryptedKey && sealed === undefined) refuseKeyElsewhere(current, { kind, baseUrl })
      if (!current && (await tx.provider.count({ where: { workspaceId } })) >= LIMITS.providersPerWorkspace) {
        const limit = LIMITS.providersPerWorkspace
        throw new AppError('LIMIT_EXCEEDED', `A workspace can have ${limit} providers. Delete one first.`, { limit })
      }
      const data = { kind, name, baseUrl, models, isEnabled, encryptedKey: sealed }
      const row = current
        ? await tx.provider.update({ where, data, select: PROVIDER_SELECT })
        : await tx.provider.create({ data: { ...data, workspaceId, id }, select: PROVIDER_SELECT })
      const action = current ? 'provider.changed' : 'provider.added'
      const [before, after] = [current ? toAudited(current) : {}, toAudited(row)]
      await recordAudit(tx, actor, {
        action,
        target: id,
        before,
        after,
        detail: { isKeyChanged: apiKey !== undefined },
      })
      return toProvider(row)
    })
  },
})

/** What the audit log tells of a provider: never its key. */
function toAudited(row: ProviderRow): Record<string, unknown> {
  const { kind, name, baseUrl, isEnabled } = row
  return { kind, name, baseUrl, isEnabled, models: toModels(row).map(({ id }) => id) }
}
