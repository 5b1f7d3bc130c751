import { bulkModulesSchema, bulkResultSchema } from '@/lib/schemas/modules/module'
import { verb } from '@/lib/services/verb'
import { setArchived } from './rows/set-archived'

export const unarchiveModules = verb({
  name: 'unarchiveModules',
  scope: 'write',
  effect: 'write',
  input: bulkModulesSchema,
  output: bulkResultSchema,
  run: async ({ actor, workspaceId }, { ids }) => setArchived(actor, workspaceId, ids, false),
})
