import { idOfPath, normalizePath } from '@/lib/schemas/modules/module-path'
import type { FileToParse } from '@/lib/texts/tasks/text-tasks'
import type { ParsedFile } from './parse-files'

type ModuleAt = { path: string | null }

/** The id that a file names, and the one that its path makes. */
export function idsOf(parsed: ParsedFile, { path }: FileToParse): string[] {
  return 'file' in parsed ? [parsed.file.metadata.id, idOfPath(path)] : []
}

/**
 * Files to be read with the id of their path once more: an earlier import gave it to them, and the one that they name is
 * still that of another file or module.
 * @returns by their place
 */
export function findGivenIds(
  files: FileToParse[],
  parsed: ParsedFile[],
  modules: ReadonlyMap<string, ModuleAt>,
): Map<number, FileToParse> {
  const named = parsed.map((each) => ('file' in each ? each.file.metadata.id : undefined))
  const filesOf = Map.groupBy(named, (id) => id)
  const given = new Map<number, FileToParse>()
  for (const [i, file] of files.entries()) {
    const id = named[i]
    const own = idOfPath(file.path)
    if (id === undefined || id === own || !isFrom(file.path, modules.get(own)) || isFrom(file.path, modules.get(id)))
      continue
    if (modules.has(id) || (filesOf.get(id)?.length ?? 0) > 1) given.set(i, { ...file, id: own })
  }
  return given
}

const isFrom = (path: string, module: ModuleAt | undefined) =>
  typeof module?.path === 'string' && normalizePath(module.path) === normalizePath(path)
