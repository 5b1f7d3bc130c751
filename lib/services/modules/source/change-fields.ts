import { isDeepStrictEqual } from 'node:util'
import { toModuleSource } from '@/lib/schemas/front-matter/front-matter'
import type { FieldChanges, ModuleFields } from '@/lib/schemas/modules/module'
import { writeFields } from './module-source'
import { parseSource } from './parse-source'

type ModuleFile = { id: string; path: string | null; frontMatter: string | null; body: string }

/**
 * A file with the fields that it is to have, and their names; null where it has them already.
 * @throws AppError VALIDATION with the problems of the file
 */
export async function changeFields(
  workspaceId: string,
  { id, path, ...file }: ModuleFile,
  { addTags = [], removeTags = [], ...wanted }: FieldChanges,
): Promise<{ source: string; names: string[] } | null> {
  const { metadata } = await parseSource(workspaceId, {
    path: path ?? `${id}.md`,
    source: toModuleSource(file.frontMatter, file.body),
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
  return names.length === 0 ? null : { source: await writeFields(workspaceId, file, fields), names }
}
