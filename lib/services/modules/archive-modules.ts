import { bulkModulesSchema, bulkResultSchema } from '@/lib/schemas/modules/module'
import { verb } from '@/lib/services/verb'
import { setArchived } from './rows/set-archived'

/** Archived modules keep their history and are never retrieved. */
export const archiveModules = verb({
  name: 'archiveModules',
  scope: 'write',
  effect: 'write',
  input: bulkModulesSchema,
  output: bulkResultSchema,
  run: async ({ actor, workspaceId }, { ids }) => setArchived(actor, workspaceId, ids, true),
})
