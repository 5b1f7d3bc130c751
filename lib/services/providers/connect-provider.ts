import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { guardedFetch, readProviderKey } from '@/lib/indexing/providers/open-chat-model'
import { PROVIDER_SELECT } from '@/lib/indexing/providers/to-provider'
import { describeUpstreamError } from '@/lib/models/providers/describe-upstream-error'
import { listProviderModels } from '@/lib/models/providers/list-provider-models'
import { connectProviderSchema, providerConnectionSchema } from '@/lib/schemas/workspaces/provider'
import { verb } from '@/lib/services/verb'
import { checkAddress, refuseKeyElsewhere } from './connection/check-address'
import { describeModels } from './connection/describe-models'

/**
 * Tries an address and a key before they are saved, and lists the models behind them. What goes wrong there is the
 * result, not an error.
 * @throws AppError NOT_FOUND; VALIDATION for an address that is never reached, or a stored key for another server.
 */
export const connectProvider = verb({
  name: 'connectProvider',
  scope: 'admin',
  effect: 'read',
  input: connectProviderSchema,
  output: providerConnectionSchema,
  run: async ({ workspaceId }, { id, kind, name, baseUrl = null, apiKey }) => {
    checkAddress(baseUrl)
    const where = { workspaceId_id: { workspaceId, id: id ?? '' } }
    const current = id ? await prisma.provider.findUnique({ where, select: PROVIDER_SELECT }) : null
    if (id && !current) throw new AppError('NOT_FOUND', 'There is no such provider.', { entity: 'provider', id })
    if (current?.encryptedKey && apiKey === undefined) refuseKeyElsewhere(current, { kind, baseUrl })
    try {
      const key = apiKey === undefined && current ? readProviderKey(current) : (apiKey ?? null)
      const settings = { kind, name, baseUrl, apiKey: key, modelId: '', fetch: guardedFetch() }
      const models = describeModels(await listProviderModels(settings))
      return { isOk: true, message: models.length === 0 ? 'Connected. It lists no models.' : 'Connected.', models }
    } catch (error) {
      const problem = describeUpstreamError(error, name)
      if (!problem) throw error
      return { isOk: false, message: problem.message, models: [] }
    }
  },
})
