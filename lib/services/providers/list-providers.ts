import { listProvidersSchema, type ProviderDto } from '@/lib/schemas/provider'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { listProviderRows } from './find-model'
import { toProvider } from './to-provider'

/** All providers of the workspace; never a key. */
export async function listProviders(
  actor: Actor,
  input: unknown,
): Promise<{ items: ProviderDto[]; total: number; nextCursor: null }> {
  const { workspaceId } = authorize(actor, 'admin')
  parseInput(listProvidersSchema, input)
  const items = (await listProviderRows(workspaceId)).map(toProvider)
  return { items, total: items.length, nextCursor: null }
}
