import { strToU8, type Zippable, zipSync } from 'fflate'
import { prisma } from '@/lib/db/client'
import { toModuleSource } from '@/lib/schemas/front-matter'
import { exportModulesSchema } from '@/lib/schemas/module-import'
import { parseModuleFile } from '@/lib/schemas/parse-module-file'
import { patchFrontMatter } from '@/lib/schemas/patch-front-matter'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'

type ExportedModule = { id: string; frontMatter: string | null; body: string; path: string | null }

/** Entries carry no time of their own, so that the same modules give the same bytes. */
const ENTRY_TIME = '1980-01-02T00:00:00'

/** The newest published versions as a zip that imports back as unchanged, each file where it was imported from. */
export async function exportModules(actor: Actor, input: unknown): Promise<{ fileName: string; bytes: Uint8Array }> {
  const { workspaceId } = authorize(actor, 'read')
  const { ids } = parseInput(exportModulesSchema, input)
  const modules = await prisma.$queryRaw<ExportedModule[]>`
    SELECT m."id", v."frontMatter", v."body", v."path"
    FROM "Module" m
    JOIN "ModuleVersion" v ON v."workspaceId" = m."workspaceId" AND v."moduleId" = m."id"
      AND v."version" = m."latestVersion"
    WHERE m."workspaceId" = ${workspaceId}
      AND CASE WHEN ${ids === undefined} THEN m."archivedAt" IS NULL ELSE m."id" = ANY(${ids ?? []}::text[]) END
    ORDER BY m."id"`
  const files: Zippable = {}
  const taken = new Set<string>()
  for (const module of modules) {
    const { path, source } = toFile(module, taken)
    taken.add(path.toLowerCase())
    files[path] = [strToU8(source), { mtime: ENTRY_TIME }]
  }
  return { fileName: 'modules.zip', bytes: zipSync(files, { level: 6 }) }
}

/** Where the file goes: where it came from, unless that would give it another id or the place is taken. */
function toFile({ id, frontMatter, body, path }: ExportedModule, taken: Set<string>): { path: string; source: string } {
  const source = toModuleSource(frontMatter, body)
  for (const candidate of [path, `${id}.md`, `modules/${id}.md`]) {
    if (candidate === null || candidate.includes('#') || taken.has(candidate.toLowerCase())) continue
    if (parseModuleFile(candidate, source).metadata.id === id) return { path: candidate, source }
  }
  return { path: `modules/${taken.size}-${id}.md`, source: patchFrontMatter(source, { id }) }
}
