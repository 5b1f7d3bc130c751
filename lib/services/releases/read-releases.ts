import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { ReleaseDto } from '@/lib/schemas/release'

const SELECT = {
  id: true,
  name: true,
  baseId: true,
  createdAt: true,
  state: { select: { moduleCount: true, chunkCount: true, revision: true } },
  _count: { select: { entries: true } },
} as const

/** The releases of a workspace but those of change requests, those without a base first, then the newest first. */
export async function readReleases(workspaceId: string, id?: string): Promise<ReleaseDto[]> {
  const rows = await prisma.release.findMany({
    where: {
      workspaceId,
      ...(id === undefined ? { changeNumber: null } : { OR: [{ id }, { derived: { some: { id } } }] }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    select: SELECT,
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  const releases = rows.map((row) => {
    const base = row.baseId === null ? undefined : byId.get(row.baseId)
    return {
      id: row.id,
      name: row.name,
      baseId: row.baseId,
      modules: (row.state?.moduleCount ?? 0) + (base?.state?.moduleCount ?? 0),
      chunks: (row.state?.chunkCount ?? 0) + (base?.state?.chunkCount ?? 0),
      differences: row.baseId === null ? 0 : row._count.entries,
      revision: row.state?.revision ?? 0,
      createdAt: row.createdAt.toISOString(),
    }
  })
  return [...releases.filter(({ baseId }) => baseId === null), ...releases.filter(({ baseId }) => baseId !== null)]
}

/** @throws AppError NOT_FOUND */
export async function requireRelease(workspaceId: string, id: string): Promise<void> {
  if ((await prisma.release.count({ where: { workspaceId, id } })) === 0) throw releaseNotFound(id)
}

export function releaseNotFound(id: string): AppError {
  return new AppError('NOT_FOUND', `There is no release ${id}.`, { entity: 'release', id })
}
