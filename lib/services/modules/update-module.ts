import { splitSource, toModuleSource } from '@/lib/schemas/front-matter'
import { type ModuleDto, updateModuleSchema } from '@/lib/schemas/module'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { draftConflict } from './draft-conflict'
import { toModuleDto } from './get-module'
import { writeFields } from './module-source'
import { normalizeGiven } from './parse-source'
import { Outdated, publishSource } from './publish-source'
import { readModule } from './read-module'
import { saveDraft } from './save-draft'

/**
 * Changes a module by a whole file or by fields and publishes it, or keeps it as a draft when `publish` is false. With
 * `baseVersion`, a newer version is a conflict instead of being built upon.
 */
export async function updateModule(actor: Actor, input: unknown): Promise<ModuleDto> {
  const { workspaceId } = authorize(actor, 'write')
  const {
    id,
    source: given,
    message = '',
    publish = true,
    baseVersion,
    ...fields
  } = parseInput(updateModuleSchema, input)
  const { version, draft, latestVersion } = await readModule(workspaceId, id)
  const published = version ? toModuleSource(version.frontMatter, version.body) : ''
  const source =
    given === undefined
      ? await writeFields(workspaceId, version ?? splitSource(draft?.source ?? ''), fields)
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
    await saveDraft(actor, { id, source, revision: draft?.revision ?? 0, baseVersion: latestVersion })
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
}
