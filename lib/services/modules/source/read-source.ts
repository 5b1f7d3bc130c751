import { prisma } from '@/lib/db/client'
import { toModuleSource } from '@/lib/schemas/front-matter/front-matter'

/** The whole file of a published version; null where there is none. */
export async function readSource(workspaceId: string, moduleId: string, version: number): Promise<string | null> {
  if (version < 1) return null
  const row = await prisma.moduleVersion.findUnique({
    where: { workspaceId_moduleId_version: { workspaceId, moduleId, version } },
    select: { frontMatter: true, body: true },
  })
  return row ? toModuleSource(row.frontMatter, row.body) : null
}
