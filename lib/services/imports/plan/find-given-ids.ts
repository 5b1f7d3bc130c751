import { idOfPath, normalizePath, otherIdOfPath } from '@/lib/schemas/modules/module-path'
import type { FileToParse } from '@/lib/texts/tasks/text-tasks'
import type { ParsedFile } from './parse-files'

type ModuleAt = { path: string | null }

/** The id of a file, and the one that it may have in place of it. */
export function idsOf(parsed: ParsedFile, { path }: FileToParse): string[] {
  if (!('file' in parsed)) return []
  const { id } = parsed.file.metadata
  return [id, otherIdOfPath(path, id)]
}

/**
 * Files to be read once more with an id made of their path: those that are to get it, and those that an earlier import gave
 * it to while their own is still that of another file or module.
 * @param wanted paths of files that are to get it
 * @returns by their place
 */
export function findGivenIds(
  files: FileToParse[],
  parsed: ParsedFile[],
  modules: ReadonlyMap<string, ModuleAt>,
  wanted: ReadonlySet<string>,
): Map<number, FileToParse> {
  const ids = parsed.map((each, i) => idsOf(each, files[i]!))
  const filesOf = Map.groupBy(ids, ([id]) => id)
  const given = new Map<number, FileToParse>()
  for (const [i, file] of files.entries()) {
    const [id, other] = ids[i]!
    if (id === undefined || other === undefined) continue
    const isTaken = modules.has(id) || (filesOf.get(id)?.length ?? 0) > 1
    const isOfAnother = isTaken && !isFrom(file.path, modules.get(id))
    const wasGiven = isOfAnother && isFrom(file.path, modules.get(other))
    if (!wasGiven && !wanted.has(file.path)) continue
    given.set(i, { ...file, id: isOfAnother ? other : idOfPath(file.path) })
  }
  return given
}

const isFrom = (path: string, module: ModuleAt | undefined) =>
  typeof module?.path === 'string' && normalizePath(module.path) === normalizePath(path)
