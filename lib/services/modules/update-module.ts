import { splitSource, toModuleSource } from '@/lib/schemas/front-matter/front-matter'
import { moduleSchema, updateModuleSchema } from '@/lib/schemas/modules/module'
import { verb } from '@/lib/services/verb'
import { draftConflict } from './publishing/draft-conflict'
import { Outdated, publishSource } from './publishing/publish-source'
import { readModule } from './rows/read-module'
import { toModuleDto } from './rows/to-module-dto'
import { saveDraft } from './save-draft'
import { writeFields } from './source/module-source'
import { normalizeGiven } from './source/parse-source'

/**
 * Changes a module by a whole file or by fields and publishes it, or keeps it as a draft when `publish` is false: fields
 * are then written into the draft that is there. With `baseVersion`, a newer version is a conflict instead of being built upon.
 */
export const updateModule = verb({
  name: 'updateModule',
  scope: 'write',
  effect: 'write',
  input: updateModuleSchema,
  output: moduleSchema,
  run: async ({ actor, workspaceId }, { id, source: given, message = '', publish = true, baseVersion, ...fields }) => {
    const { version, draft, latestVersion } = await readModule(workspaceId, id)
    const published = version ? toModuleSource(version.frontMatter, version.body) : ''
    // what somebody wrote into the draft stays, and so does the version that it started from
    const isIntoDraft = given === undefined && !publish && draft !== null
    const source =
      given === undefined
        ? await writeFields(workspaceId, isIntoDraft || !version ? splitSource(draft?.source ?? '') : version, fields)
        : await normalizeGiven(workspaceId, given)
    if (baseVersion !== undefined && baseVersion !== latestVersion) {
      throw draftConflict(id, {
        theirs: published,
        yours: source,
        revision: draft?.revision ?? 0,
        baseVersion: latestVersion,
      })
    }
    if (!publish) {
      const startsFrom = isIntoDraft ? {} : { baseVersion: latestVersion }
      await saveDraft(actor, { id, source, revision: draft?.revision ?? 0, ...startsFrom })
      return toModuleDto(workspaceId, id)
    }
    try {
      await publishSource(actor, workspaceId, {
        id,
        source,
        path: version?.path ?? null,
        message,
        baseVersion: latestVersion,
        currentHash: version?.contentHash ?? null,
        action: 'module.published',
      })
    } catch (error) {
      if (!(error instanceof Outdated)) throw error
      const latest = await readModule(workspaceId, id)
      const theirs = latest.version ? toModuleSource(latest.version.frontMatter, latest.version.body) : ''
      throw draftConflict(id, { theirs, yours: source, revision: 0, baseVersion: latest.latestVersion })
    }
    return toModuleDto(workspaceId, id)
  },
})
