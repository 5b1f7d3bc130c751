import type { EntryChange } from '@/lib/db/releases/set-release-entries'
import type { Transaction } from '@/lib/db/transaction'
import { writeEntries } from '@/lib/services/releases/rows/write-entries'

type ToFill = { number: number; releaseId: string; targetId: string }

/**
 * Makes the release of a request into another release than production what its target holds, with its edits in it. What it
 * holds already is not written again.
 */
export async function fillRelease(
  tx: Transaction,
  workspaceId: string,
  { number, releaseId, targetId }: ToFill,
): Promise<void> {
  const own = await readOwn(tx, workspaceId, releaseId)
  const wanted = await readOwn(tx, workspaceId, targetId)
  const edits = await tx.changeRequestEdit.findMany({
    where: { workspaceId, number, kind: 'version', isBaseGone: false },
    select: { moduleId: true, wantedVersion: true },
  })
  const there = await tx.module.findMany({
    where: { workspaceId, id: { in: edits.map(({ moduleId }) => moduleId) } },
    select: { id: true },
  })
  const known = new Set(there.map(({ id }) => id))
  // an edit of a module that was deleted is in conflict, and keeps nobody from the others
  for (const { moduleId, wantedVersion } of edits) if (known.has(moduleId)) wanted.set(moduleId, wantedVersion)
  const ids = [...new Set([...own.keys(), ...wanted.keys()])].sort()
  const changes = ids.flatMap((moduleId): EntryChange[] => {
    const version = wanted.get(moduleId)
    return own.has(moduleId) && own.get(moduleId) === version ? [] : [{ moduleId, version }]
  })
  await writeEntries(tx, workspaceId, releaseId, changes)
}

/** What a release has entries of its own for; null for a module that it leaves out. */
export async function readOwn(
  tx: Transaction,
  workspaceId: string,
  releaseId: string,
  moduleIds?: string[],
): Promise<Map<string, number | null>> {
  const rows = await tx.releaseEntry.findMany({
    where: { workspaceId, releaseId, ...(moduleIds ? { moduleId: { in: moduleIds } } : {}) },
    select: { moduleId: true, version: true },
  })
  return new Map(rows.map(({ moduleId, version }) => [moduleId, version]))
}
