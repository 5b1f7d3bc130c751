import { crc32, deflateRawSync } from 'node:zlib'
import { toModuleSource } from '@/lib/schemas/front-matter'
import { parseModuleFile } from '@/lib/schemas/parse-module-file'
import { patchFrontMatter } from '@/lib/schemas/patch-front-matter'

export type ModuleToPack = { id: string; frontMatter: string | null; body: string; path: string | null }

/** A file of an archive; `size` is that before deflating. */
export type PackedFile = { path: string; size: number; crc: number; deflated: Uint8Array<ArrayBuffer> }

const LEVEL = 6

/**
 * Makes files of modules and deflates them.
 * @param taken paths, in small letters, at which files are already; those of these modules are added
 */
export function packModules(modules: ModuleToPack[], taken: Set<string>): PackedFile[] {
  return modules.map((module) => {
    const { path, source } = toFile(module, taken)
    taken.add(path.toLowerCase())
    const bytes = Buffer.from(source)
    return {
      path,
      size: bytes.byteLength,
      crc: crc32(bytes),
      deflated: new Uint8Array(deflateRawSync(bytes, { level: LEVEL })),
    }
  })
}

/** Where the file goes: where it came from, unless that would give it another id or the place is taken. */
function toFile({ id, frontMatter, body, path }: ModuleToPack, taken: Set<string>): { path: string; source: string } {
  const source = toModuleSource(frontMatter, body)
  for (const candidate of [path, `${id}.md`, `modules/${id}.md`]) {
    if (candidate === null || candidate.includes('#') || taken.has(candidate.toLowerCase())) continue
    if (parseModuleFile(candidate, source).metadata.id === id) return { path: candidate, source }
  }
  return { path: `modules/${taken.size}-${id}.md`, source: patchFrontMatter(source, { id }) }
}
