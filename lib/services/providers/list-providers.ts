import { listProvidersSchema, providerListSchema } from '@/lib/schemas/provider'
import { verb } from '@/lib/services/verb'
import { listProviderRows } from './find-model'
import { toProvider } from './to-provider'

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
