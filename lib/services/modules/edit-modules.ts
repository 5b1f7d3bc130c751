import { isDeepStrictEqual } from 'node:util'
import { AppError } from '@/lib/errors'
import { toModuleSource } from '@/lib/schemas/front-matter'
import {
  type BulkResultDto,
  bulkResultSchema,
  type EditModulesInput,
  editModulesSchema,
  type ModuleFields,
} from '@/lib/schemas/module'
import type { Actor } from '@/lib/services/actor'
import { verb } from '@/lib/services/verb'
import { Outdated, publishSource } from './publishing/publish-source'
import { readModule } from './rows/read-module'
import { writeFields } from './source/module-source'
import { parseSource } from './source/parse-source'

type Changes = Omit<EditModulesInput, 'ids'>

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

async function editModule(actor: Actor, workspaceId: string, id: string, changes: Changes): Promise<boolean> {
  const { addTags = [], removeTags = [], ...wanted } = changes
  const { version, draft, latestVersion } = await readModule(workspaceId, id)
  if (draft || !version) {
    throw new AppError('CONFLICT', 'It has a draft: publish or discard it first.', { entity: 'module', id })
  }
  const path = version.path ?? `${id}.md`
  const { metadata } = await parseSource(workspaceId, {
    path,
    source: toModuleSource(version.frontMatter, version.body),
    id,
  })
  const tags = [...new Set([...metadata.tags.filter((tag) => !removeTags.includes(tag)), ...addTags])]
  const now = { ...metadata, category: metadata.category ?? null }
  // what a module has already is not written into its file
  const changed = Object.entries({ tags, ...wanted }).filter(
    ([name, value]) => value !== undefined && !isDeepStrictEqual(value, now[name as keyof typeof now]),
  )
  const fields: ModuleFields = Object.fromEntries(changed)
  const names = Object.keys(fields)
  if (names.length === 0) return false
  const { status } = await publishSource(actor, workspaceId, {
    id,
    source: await writeFields(workspaceId, version, fields),
    path: version.path,
    message: `Changed ${names.join(', ')}`,
    baseVersion: latestVersion,
    currentHash: version.contentHash,
    action: 'module.published',
  })
  return status !== 'unchanged'
}
