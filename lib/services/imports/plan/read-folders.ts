import { cutText } from '@/lib/engine'
import type { FolderField } from '@/lib/schemas/imports/module-import'
import { LIMITS } from '@/lib/schemas/limits'
import { normalizePath, withoutExportId } from '@/lib/schemas/modules/module-path'

/**
 * What the folders of a file say of it: the one that it stands in is its category, those above are its tags. Folders of
 * digits alone are days and numbers, which say nothing of a subject.
 */
export function readFolders(path: string, fields: FolderField[]): { category?: string; tags?: string[] } {
  const folders = normalizePath(path)
    .split('/')
    .slice(0, -1)
    .map((folder) => cutText(withoutExportId(folder.trim()), LIMITS.tagLength))
    .filter((folder) => !/^(\.|\d*)$/.test(folder))
  const category = folders.at(-1)
  const tags = [...new Set(folders.slice(0, -1))].slice(0, LIMITS.tagCount)
  return {
    ...(fields.includes('category') && category !== undefined ? { category } : {}),
    ...(fields.includes('tags') && tags.length > 0 ? { tags } : {}),
  }
}
