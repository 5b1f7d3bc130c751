import type { ModuleMetadata } from '@/lib/schemas/front-matter/parse-module-file'

export type DraftMetadata = Pick<
  ModuleMetadata,
  'name' | 'description' | 'category' | 'tags' | 'priority' | 'activation' | 'versionLabel'
> & { tokenCount: number }

/** What lists show of a module that has no version yet. */
export function toDraftMetadata(metadata: ModuleMetadata, tokenCount: number): DraftMetadata {
  const { name, description, category, tags, priority, activation, versionLabel } = metadata
  return { name, description, category, tags, priority, activation, versionLabel, tokenCount }
}
