import { prisma } from '@/lib/db/client'
import type { ImportModulesInput, ImportResultDto } from '@/lib/schemas/module-import'
import type { ImportCandidate } from './parse-import'

type Move = NonNullable<ImportModulesInput['moves']>[number]

/**
 * What moves make of an import: a file whose text is that of the module's newest version gives the module its path. One
 * whose text differs meanwhile fails.
 * @param isDryRun only tells
 * @returns the results of the files that are moved
 */
export async function moveModules(
  workspaceId: string,
  candidates: ImportCandidate[],
  moves: Move[],
  isDryRun: boolean,
): Promise<Map<ImportCandidate, ImportResultDto>> {
  const idOf = new Map(moves.map(({ path, id }) => [path, id]))
  const results = new Map<ImportCandidate, ImportResultDto>()
  for (const candidate of candidates) {
    const id = idOf.get(candidate.path)
    if (id === undefined || candidate.contentHash === '') continue
    results.set(candidate, await moveModule(workspaceId, candidate, id, isDryRun))
  }
  return results
}

async function moveModule(
  workspaceId: string,
  { path, contentHash }: ImportCandidate,
  id: string,
  isDryRun: boolean,
): Promise<ImportResultDto> {
  const module = await prisma.module.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: { latestVersion: true },
  })
  const version = module?.latestVersion ?? 0
  const where = { workspaceId, moduleId: id, version, contentHash }
  const { count } = isDryRun
    ? { count: await prisma.moduleVersion.count({ where }) }
    : await prisma.moduleVersion.updateMany({ where, data: { path } })
  if (count > 0) return { path, status: 'unchanged', id, version, problems: [] }
  const message = `“${id}” does not have the text of this file, so it was not moved. Import the file again.`
  return { path, status: 'failed', id, problems: [{ message, severity: 'error' }] }
}
