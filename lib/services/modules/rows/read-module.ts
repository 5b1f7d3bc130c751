import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'

const VERSION = {
  version: true,
  frontMatter: true,
  body: true,
  path: true,
  message: true,
  contentHash: true,
  createdAt: true,
} as const

/**
 * A module with its newest version and its draft.
 * @throws AppError NOT_FOUND
 */
export async function readModule(workspaceId: string, id: string) {
  const module = await prisma.module.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: {
      id: true,
      latestVersion: true,
      archivedAt: true,
      createdAt: true,
      draft: { select: { source: true, revision: true, baseVersion: true, updatedAt: true, updatedBy: true } },
      versions: { where: { version: { gt: 0 } }, select: VERSION, orderBy: { version: 'desc' }, take: 1 },
    },
  })
  if (!module) throw moduleNotFound(id)
  const { versions, ...rest } = module
  return { ...rest, version: versions[0] ?? null }
}

export function moduleNotFound(id: string): AppError {
  return new AppError('NOT_FOUND', `There is no module “${id}” in this workspace.`, { entity: 'module', id })
}
