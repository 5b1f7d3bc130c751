import { listProviderRows } from '@/lib/indexing/providers/find-model'
import { guardedFetch } from '@/lib/indexing/providers/open-chat-model'
import { findLocalServers, LOCAL_SERVERS, originOf } from '@/lib/models/providers/find-local-servers'
import { findLocalProvidersSchema, localProvidersSchema } from '@/lib/schemas/workspaces/provider'
import { verb } from '@/lib/services/verb'
import { describeModels } from './connection/describe-models'

/** Model servers that run on this machine at their default ports, and are no provider of the workspace yet. */
export const findLocalProviders = verb({
  name: 'findLocalProviders',
  scope: 'admin',
  effect: 'read',
  input: findLocalProvidersSchema,
  output: localProvidersSchema,
  run: async ({ workspaceId }) => {
    const rows = await listProviderRows(workspaceId)
    const known = new Set(rows.flatMap(({ baseUrl }) => (baseUrl ? [originOf(baseUrl)] : [])))
    const asked = LOCAL_SERVERS.filter(({ baseUrl }) => !known.has(originOf(baseUrl)))
    const found = await findLocalServers(guardedFetch(), asked)
    return { items: found.map((server) => ({ ...server, models: describeModels(server.models) })) }
  },
})
