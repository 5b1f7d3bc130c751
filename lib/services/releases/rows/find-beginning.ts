import { releaseOf } from '@/lib/db/releases/release'
import type { Transaction } from '@/lib/db/transaction'
import { releaseNotFound } from './read-releases'
import { type Entry, holdsDraft, isOfMoment } from './write-entries'

/**
 * What a release differs from production by, for another that begins as it. Of a frozen one that is what production holds
 * otherwise by now.
 * @throws AppError NOT_FOUND; CONFLICT for a release of a draft or a moment
 */
export async function findBeginning(tx: Transaction, workspaceId: string, id: string): Promise<Entry[]> {
  const release = await tx.release.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: { baseId: true, draftOf: true, momentAt: true, isFrozen: true, entries: ENTRIES },
  })
  if (!release) throw releaseNotFound(id)
  const { baseId, draftOf, momentAt, isFrozen, entries } = release
  if (draftOf !== null) throw holdsDraft(id, draftOf)
  if (momentAt !== null) throw isOfMoment(id)
  if (baseId === null) return []
  if (!isFrozen) return entries
  const moduleIds = entries.map(({ moduleId }) => moduleId)
  const where = { ...releaseOf(workspaceId), moduleId: { in: moduleIds } }
  const rows = await tx.releaseEntry.findMany({ where, ...ENTRIES })
  const held = new Map(rows.map(({ moduleId, version }) => [moduleId, version]))
  return entries.filter(({ moduleId, version }) => (held.get(moduleId) ?? null) !== version)
}

/** The open change request that a release holds, or follows since it began: one that begins as it follows that, too. */
export async function findFollowed(tx: Transaction, workspaceId: string, id: string): Promise<number | null> {
  const select = { changeNumber: true, follows: true } as const
  const release = await tx.release.findUnique({ where: { workspaceId_id: { workspaceId, id } }, select })
  return release?.changeNumber ?? release?.follows ?? null
}

const ENTRIES = { select: { moduleId: true, version: true }, orderBy: { moduleId: 'asc' } } as const
