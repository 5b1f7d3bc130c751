import { AppError } from '@/lib/errors'
import { toModuleSource } from '@/lib/schemas/front-matter'
import { type BulkResultDto, bulkResultSchema, tagModulesSchema } from '@/lib/schemas/module'
import type { Actor } from '@/lib/services/actor'
import { verb } from '@/lib/services/verb'
import { parseSource, patchSource } from './parse-source'
import { Outdated, publishSource } from './publish-source'
import { readModule } from './read-module'

/** Adds and removes tags, each module by a version of its own. Modules with a draft are left to those who edit them. */
export const tagModules = verb({
  name: 'tagModules',
  scope: 'write',
  effect: 'write',
  input: tagModulesSchema,
  output: bulkResultSchema,
  run: async ({ actor, workspaceId }, { ids, add = [], remove = [] }) => {
    const result: BulkResultDto = { changed: [], unchanged: [], failed: [] }
    for (const id of new Set(ids)) {
      try {
        const isChanged = await tagModule(actor, workspaceId, id, add, remove)
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

async function tagModule(actor: Actor, workspaceId: string, id: string, add: string[], remove: string[]) {
  const { version, draft, latestVersion } = await readModule(workspaceId, id)
  if (draft || !version) {
    throw new AppError('CONFLICT', 'It has a draft: publish or discard it first.', { entity: 'module', id })
  }
  const source = toModuleSource(version.frontMatter, version.body)
  const { metadata } = await parseSource(workspaceId, { path: version.path ?? `${id}.md`, source, id })
  const { tags } = metadata
  const next = [...new Set([...tags.filter((tag) => !remove.includes(tag)), ...add])]
  if (next.join('\n') === tags.join('\n')) return false
  const { status } = await publishSource(actor, workspaceId, {
    id,
    source: await patchSource(workspaceId, source, { tags: next.length > 0 ? next : undefined }),
    path: version.path,
    message: 'Changed tags',
    baseVersion: latestVersion,
    currentHash: version.contentHash,
    action: 'module.published',
  })
  return status !== 'unchanged'
}
