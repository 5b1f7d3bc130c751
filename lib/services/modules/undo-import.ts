import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { BulkResultDto } from '@/lib/schemas/module'
import { undoImportSchema } from '@/lib/schemas/module-import'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { discardDraft } from './discard-draft'
import { toVersionDto } from './get-version'
import { Outdated, publishSource } from './publish-source'
import { readModule } from './read-module'
import { setArchived } from './set-archived'

/**
 * Takes back what an import made: modules that it created are archived, those that it updated get the text before it as
 * their next version, and drafts that it kept are discarded. What somebody changed since is left alone, as `failed` with
 * the reason.
 */
export async function undoImport(actor: Actor, input: unknown): Promise<BulkResultDto> {
  const { workspaceId } = authorize(actor, 'write')
  const { modules } = parseInput(undoImportSchema, input)
  const result: BulkResultDto = { changed: [], unchanged: [], failed: [] }
  const created: string[] = []
  for (const { id, version } of modules) {
    try {
      const module = await readModule(workspaceId, id)
      const isChanged = version === undefined ? module.draft?.revision !== 1 : module.latestVersion !== version
      if (isChanged) {
        result.failed.push({ id, message: 'Somebody changed it since the import.' })
      } else if (version === undefined) {
        await discardDraft(actor, { id })
        result.changed.push(id)
      } else if (version === 1) created.push(id)
      else {
        const { source } = await toVersionDto(workspaceId, id, version - 1)
        const { path } = await prisma.moduleVersion.findUniqueOrThrow({
          where: { workspaceId_moduleId_version: { workspaceId, moduleId: id, version: version - 1 } },
          select: { path: true },
        })
        const { status } = await publishSource(actor, workspaceId, {
          id,
          source,
          path,
          message: 'Undid an import',
          baseVersion: version,
          currentHash: module.version?.contentHash ?? null,
          action: 'module.restored',
        })
        result[status === 'unchanged' ? 'unchanged' : 'changed'].push(id)
      }
    } catch (error) {
      if (!(error instanceof AppError || error instanceof Outdated)) throw error
      const message = error instanceof AppError ? error.message : 'Somebody changed it just now.'
      result.failed.push({ id, message })
    }
  }
  if (created.length === 0) return result
  const archived = await setArchived(actor, workspaceId, created, true)
  return {
    changed: [...result.changed, ...archived.changed],
    unchanged: [...result.unchanged, ...archived.unchanged],
    failed: [...result.failed, ...archived.failed],
  }
}
