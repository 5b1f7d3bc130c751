import { publishResultSchema, restoreVersionSchema } from '@/lib/schemas/modules/module'
import { verb } from '@/lib/services/verb'
import { draftConflict } from './publishing/draft-conflict'
import { Outdated, publishSource } from './publishing/publish-source'
import { readModule } from './rows/read-module'
import { toVersionDto } from './rows/to-version-dto'

/** Publishes the text of an older version as the next one. History is never rewritten. */
export const restoreVersion = verb({
  name: 'restoreVersion',
  scope: 'write',
  effect: 'write',
  input: restoreVersionSchema,
  output: publishResultSchema,
  run: async ({ actor, workspaceId }, { id, version, message }) => {
    const { source } = await toVersionDto(workspaceId, id, version)
    const module = await readModule(workspaceId, id)
    try {
      return await publishSource(actor, workspaceId, {
        id,
        source,
        path: module.version?.path ?? null,
        message: message ?? `Restored version ${version}`,
        baseVersion: module.latestVersion,
        currentHash: module.version?.contentHash ?? null,
        action: 'module.restored',
      })
    } catch (error) {
      if (!(error instanceof Outdated)) throw error
      const latest = await readModule(workspaceId, id)
      const theirs = (await toVersionDto(workspaceId, id, latest.latestVersion)).source
      throw draftConflict(id, { theirs, yours: source, revision: 0, baseVersion: latest.latestVersion })
    }
  },
})
