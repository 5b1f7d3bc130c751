import { crc32, deflateRawSync } from 'node:zlib'
import { toModuleSource } from '@/lib/schemas/front-matter/front-matter'
import { parseModuleFile } from '@/lib/schemas/front-matter/parse-module-file'
import { patchFrontMatter } from '@/lib/schemas/front-matter/patch-front-matter'

export type ModuleToPack = { id: string; frontMatter: string | null; body: string; path: string | null }

/** A file of an archive; `size` is that before deflating. */
export type PackedFile = { path: string; size: number; crc: number; deflated: Uint8Array<ArrayBuffer> }

const LEVEL = 6
/** Endings whose files are read otherwise than markdown. */
const READ_OTHERWISE = /\.(?:txt|mdc)$/i

/**
 * Makes files of modules and deflates them.
 * @param taken those of their `pathsOf`, in small letters, at which files are already
 * @param first place of the first of them among all that are packed
 */
export function packModules(modules: ModuleToPack[], taken: Iterable<string>, first: number): PackedFile[] {
  const isTaken = new Set(taken)
  return modules.map((module, i) => {
    const { path, source } = toFile(module, isTaken, first + i)
    isTaken.add(path.toLowerCase())
    const bytes = Buffer.from(source)
    return {
      path,
      size: bytes.byteLength,
      crc: crc32(bytes),
      deflated: new Uint8Array(deflateRawSync(bytes, { level: LEVEL })),
    }
  })
}

/** Where the file of a module may go, the best first: where it came from, unless it was a part of another file. */
export function pathsOf({ id, path }: Pick<ModuleToPack, 'id' | 'path'>): string[] {
  const own = path === null || path.includes('#') ? [] : [path]
  const ending = READ_OTHERWISE.exec(path ?? '')?.[0] ?? '.md'
  return [...own, `${id}${ending}`, `modules/${id}${ending}`]
}

/** The first place that is free and gives the file no other id, and that is read as the same there. */
function toFile(module: ModuleToPack, taken: Set<string>, place: number): { path: string; source: string } {
  const { id, frontMatter, body } = module
  const source = toModuleSource(frontMatter, body)
  for (const path of pathsOf(module)) {
    if (taken.has(path.toLowerCase())) continue
    const read = parseModuleFile(path, source)
    if (read.metadata.id === id && read.body === body) return { path, source }
  }
  return { path: `modules/${place}-${id}.md`, source: patchFrontMatter(source, { id }) }
}
