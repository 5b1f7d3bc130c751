import { listProviderRows } from '@/lib/indexing/providers/find-model'
import { toProvider } from '@/lib/indexing/providers/to-provider'
import { listProvidersSchema, providerListSchema } from '@/lib/schemas/workspaces/provider'
import { verb } from '@/lib/services/verb'

/** All providers of the workspace; never a key. */
export const listProviders = verb({
  name: 'listProviders',
  scope: 'admin',
  effect: 'read',
  input: listProvidersSchema,
  output: providerListSchema,
  run: async ({ workspaceId }) => {
    const items = (await listProviderRows(workspaceId)).map(toProvider)
    return { items, total: items.length, nextCursor: null }
  },
})
