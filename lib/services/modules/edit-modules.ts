import { AppError } from '@/lib/errors'
import {
  type BulkResultDto,
  bulkResultSchema,
  editModulesSchema,
  type FieldChanges,
} from '@/lib/schemas/modules/module'
import type { Actor } from '@/lib/services/actor'
import { verb } from '@/lib/services/verb'
import { Outdated, publishSource } from './publishing/publish-source'
import { readModule } from './rows/read-module'
import { changeFields } from './source/change-fields'

/** Changes the same fields of many modules, each by a version of its own. Modules with a draft are left to those who edit them. */
export const editModules = verb({
  name: 'editModules',
  scope: 'write',
  effect: 'write',
  input: editModulesSchema,
  output: bulkResultSchema,
  run: async ({ actor, workspaceId }, { ids, ...changes }) => {
    const result: BulkResultDto = { changed: [], unchanged: [], failed: [] }
    for (const id of new Set(ids)) {
      try {
        const isChanged = await editModule(actor, workspaceId, id, changes)
        result[isChanged ? 'changed' : 'unchanged'].push(id)
      } catch (error) {
        if (error instanceof Outdated) result.failed.push({ id, message: 'It was changed meanwhile. Try again.' })
        else if (error instanceof AppError) result.failed.push({ id, message: error.message })
        else throw error
      }
    }
    return result
  },
})

async function editModule(actor: Actor, workspaceId: string, id: string, changes: FieldChanges): Promise<boolean> {
  const { version, draft, latestVersion } = await readModule(workspaceId, id)
  if (draft || !version) {
    throw new AppError('CONFLICT', 'It has a draft: publish or discard it first.', { entity: 'module', id })
  }
  const changed = await changeFields(workspaceId, { id, ...version }, changes)
  if (changed === null) return false
  const { status } = await publishSource(actor, workspaceId, {
    id,
    source: changed.source,
    path: version.path,
    message: `Changed ${changed.names.join(', ')}`,
    baseVersion: latestVersion,
    currentHash: version.contentHash,
    action: 'module.published',
  })
  return status !== 'unchanged'
}
