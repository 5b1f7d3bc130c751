import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { prisma } from '@/lib/db/client'
import { isSeeded, markSeeded } from '@/lib/db/start/seed-mark'
import type { ImportResultDto } from '@/lib/schemas/imports/module-import'
import { importModules } from '@/lib/services/imports/import-modules'
import { createWorkspace } from '@/lib/services/workspaces/create-workspace'

const FIRST_WORKSPACE = { slug: 'default', name: 'Default' }
const LIBRARY = 'prisma/library'
const SYSTEM = { kind: 'system', workspaceId: '', name: 'Loadout' } as const

/**
 * Makes the first workspace with the sample library in it. One that was interrupted is taken up again; one that is
 * complete is left alone. Returns what became of each file.
 */
export async function seed(): Promise<ImportResultDto[]> {
  if (await isSeeded()) return []
  const first = await prisma.organization.findFirst({ orderBy: { createdAt: 'asc' }, select: { id: true } })
  const { id } = first ?? (await createWorkspace(SYSTEM, FIRST_WORKSPACE))
  const files = readdirSync(LIBRARY, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .sort()
    .map((path) => ({ path: path.replaceAll('\\', '/'), content: readFileSync(join(LIBRARY, path), 'utf8') }))
  const { results } = await importModules({ ...SYSTEM, workspaceId: id }, { files, message: 'Sample library' })
  await markSeeded()
  return results
}
