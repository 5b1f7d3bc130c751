import { prisma } from '@/lib/db/client'
import { bumpForReleases } from '@/lib/db/releases/bump-revision'
import type { Transaction } from '@/lib/db/transaction'
import { queueIndexing } from '@/lib/indexing/queue/queue-indexing'
import { releaseDetailSchema, setReleaseEntriesSchema } from '@/lib/schemas/releases/release'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { readRelease } from './rows/read-release'
import { type Entry, requireOpen, TRANSACTION_OPTIONS, writeEntries } from './rows/write-entries'

/**
 * Puts versions into a release, or takes modules out of it; its other entries stay.
 * @throws AppError NOT_FOUND; CONFLICT for a release that is frozen or without a base; FORBIDDEN for a protected one; LIMIT_EXCEEDED.
 */
export const setReleaseEntries = verb({
  name: 'setReleaseEntries',
  scope: 'write',
  effect: 'write',
  input: setReleaseEntriesSchema,
  output: releaseDetailSchema,
  run: async ({ actor, workspaceId }, { id, entries }) => {
    await prisma.$transaction(async (tx) => {
      await bumpForReleases(tx, workspaceId)
      await requireOpen(tx, workspaceId, id)
      const before = await readVersions(tx, { workspaceId, releaseId: id }, entries)
      await writeEntries(tx, workspaceId, id, entries)
      const after = Object.fromEntries(entries.map(({ moduleId, version }) => [moduleId, version]))
      await recordAudit(tx, actor, { action: 'release.changed', target: id, before, after })
    }, TRANSACTION_OPTIONS)
    queueIndexing(workspaceId)
    return readRelease(workspaceId, id)
  },
})

/** The versions that a release has of its own of these modules; null for one that it leaves out. */
async function readVersions(
  tx: Transaction,
  release: { workspaceId: string; releaseId: string },
  entries: Entry[],
): Promise<Record<string, number | null>> {
  const rows = await tx.releaseEntry.findMany({
    where: { ...release, moduleId: { in: entries.map(({ moduleId }) => moduleId) } },
    select: { moduleId: true, version: true },
  })
  return Object.fromEntries(rows.map(({ moduleId, version }) => [moduleId, version]))
}
