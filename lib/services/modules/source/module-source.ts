import { toModuleSource } from '@/lib/schemas/front-matter/front-matter'
import type { ModuleFields } from '@/lib/schemas/modules/module'
import { patchSource } from './parse-source'

const KEYS = {
  id: 'id',
  name: 'name',
  description: 'description',
  category: 'category',
  tags: 'tags',
  priority: 'priority',
  versionLabel: 'version',
  dependencies: 'dependencies',
  usageScope: 'usage_scope',
  activation: 'activation',
  rules: 'rules',
} as const satisfies Partial<Record<keyof ModuleFields, string>>

/** Writes the given fields into a file; null or an empty list removes a key, what is not given stays. */
export async function writeFields(
  workspaceId: string,
  file: { frontMatter: string | null; body: string },
  fields: ModuleFields,
): Promise<string> {
  const changes: Record<string, unknown> = {}
  for (const [field, key] of Object.entries(KEYS)) {
    const value = fields[field as keyof typeof KEYS]
    const isEmpty = value === null || (Array.isArray(value) && value.length === 0)
    if (value !== undefined) changes[key] = isEmpty ? undefined : value
  }
  const body = fields.body ?? file.body
  if (Object.keys(changes).length === 0) return toModuleSource(file.frontMatter, body)
  // a body of its own begins right below the fence, so that it is returned as it was given
  return patchSource(workspaceId, toModuleSource(file.frontMatter ?? '', body), changes)
}
