import { prisma } from '@/lib/db/client'
import { toModuleSource } from '@/lib/schemas/front-matter/front-matter'
import { type PublishResultDto, publishModuleSchema, publishResultSchema } from '@/lib/schemas/modules/module'
import { verb } from '@/lib/services/verb'
import { draftConflict } from './publishing/draft-conflict'
import { Outdated, publishSource } from './publishing/publish-source'
import { readModule } from './rows/read-module'

/**
 * Publishes the draft: creates the next version and moves production to it in one transaction; it is searchable when
 * this returns. A draft that is older than the newest version, or that changed meanwhile, is a conflict.
 */
export const publishModule = verb({
  name: 'publishModule',
  scope: 'write',
  effect: 'write',
  input: publishModuleSchema,
  output: publishResultSchema,
  run: async ({ actor, workspaceId }, { id, message = '', revision }): Promise<PublishResultDto> => {
    const { draft, version, latestVersion } = await readModule(workspaceId, id)
    const published = version ? toModuleSource(version.frontMatter, version.body) : ''
    if (!draft) {
      if (revision !== undefined) throw draftConflict(id, conflictOf(published, published, 0, latestVersion))
      return { id, version: latestVersion, status: 'unchanged', problems: [] }
    }
    const conflict = draftConflict(id, conflictOf(published, draft.source, draft.revision, latestVersion))
    if (draft.baseVersion !== latestVersion || (revision !== undefined && revision !== draft.revision)) throw conflict
    const isThisDraft = { workspaceId, moduleId: id, revision: draft.revision }
    try {
      const result = await publishSource(actor, workspaceId, {
        id,
        source: draft.source,
        path: version?.path ?? null,
        message,
        baseVersion: latestVersion,
        currentHash: version?.contentHash ?? null,
        action: 'module.published',
        finish: async (tx) => {
          const { count } = await tx.moduleDraft.deleteMany({ where: isThisDraft })
          if (count === 0) throw new Outdated()
        },
      })
      if (result.status === 'unchanged') await prisma.moduleDraft.deleteMany({ where: isThisDraft })
      return result
    } catch (error) {
      if (!(error instanceof Outdated)) throw error
      const latest = await readModule(workspaceId, id)
      const text = latest.version ? toModuleSource(latest.version.frontMatter, latest.version.body) : ''
      const theirs = latest.latestVersion === latestVersion ? (latest.draft?.source ?? text) : text
      throw draftConflict(id, conflictOf(theirs, draft.source, latest.draft?.revision ?? 0, latest.latestVersion))
    }
  },
})

function conflictOf(theirs: string, yours: string, revision: number, baseVersion: number) {
  return { theirs, yours, revision, baseVersion }
}
