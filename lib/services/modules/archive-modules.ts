import { type BulkResultDto, bulkModulesSchema } from '@/lib/schemas/module'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { setArchived } from './set-archived'

/** Archived modules keep their history and are never retrieved. */
export async function archiveModules(actor: Actor, input: unknown): Promise<BulkResultDto> {
  const { workspaceId } = authorize(actor, 'write')
  const { ids } = parseInput(bulkModulesSchema, input)
  return setArchived(actor, workspaceId, ids, true)
}
