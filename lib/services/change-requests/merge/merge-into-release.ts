import { prisma } from '@/lib/db/client'
import { bumpForReleases } from '@/lib/db/releases/bump-revision'
import { releaseOf } from '@/lib/db/releases/release'
import type { EntryChange } from '@/lib/db/releases/set-release-entries'
import type { Transaction } from '@/lib/db/transaction'
import { type Actor, whoOf } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { readHeld } from '@/lib/services/change-requests/edits/store-versions'
import { requireOpenChange } from '@/lib/services/change-requests/reading/find-change-request'
import { auditChange } from '@/lib/services/change-requests/record/audit-change'
import { endFollowing } from '@/lib/services/change-requests/record/end-following'
import { requireOpen, TRANSACTION_OPTIONS, writeEntries } from '@/lib/services/releases/rows/write-entries'
import { ChangedMeanwhile, type EditToMerge, readEditsToMerge } from './read-edits-to-merge'
import { requireApproval } from './require-approval'

type ToMerge = { number: number; bypassReason: string | undefined }

/**
 * Brings the versions that a change request names into its target, a release beside production.
 * @returns false when the target changed since its required query sets were run: then nothing was merged
 * @throws AppError as `mergeChangeRequest`; NOT_FOUND for a target that is gone
 */
export async function mergeIntoRelease(actor: Actor, { number, bypassReason }: ToMerge): Promise<boolean> {
  const { workspaceId } = actor
  try {
    await prisma.$transaction(async (tx) => {
      await bumpForReleases(tx, workspaceId)
      const { edits, target } = await readEditsToMerge(workspaceId, number, tx)
      await requireOpen(tx, workspaceId, target.id)
      await requireApproval(tx, actor, { number, bypassReason })
      const { release } = await requireOpenChange(tx, workspaceId, number)
      await tx.changeRequest.update({
        where: { workspaceId_number: { workspaceId, number } },
        data: { status: 'merged', endedAt: new Date(), endedBy: whoOf(actor) },
        select: { number: true },
      })
      await endFollowing(tx, workspaceId, number)
      if (release) {
        await tx.release.delete({ where: { workspaceId_id: { workspaceId, id: release.id } }, select: { id: true } })
      }
      await writeEntries(tx, workspaceId, target.id, await toEntries(tx, workspaceId, edits))
      await recordAudit(tx, actor, {
        action: 'release.changed',
        target: target.id,
        before: toVersions(edits, ({ baseVersion }) => (baseVersion === 0 ? null : baseVersion)),
        after: toVersions(edits, ({ wantedVersion }) => wantedVersion),
        detail: { changeRequest: `#${number}` },
      })
      await auditChange(tx, actor, 'merged', number, { modules: edits.map(({ moduleId }) => moduleId) })
    }, TRANSACTION_OPTIONS)
    return true
  } catch (error) {
    if (error instanceof ChangedMeanwhile) return false
    throw error
  }
}

/** Entries of the versions. What production holds, too, needs none: there the release follows it. */
async function toEntries(tx: Transaction, workspaceId: string, edits: EditToMerge[]): Promise<EntryChange[]> {
  const moduleIds = edits.map(({ moduleId }) => moduleId)
  const held = await readHeld(tx, workspaceId, releaseOf(workspaceId).releaseId, moduleIds)
  return edits.map(({ moduleId, wantedVersion }) => ({
    moduleId,
    version: (held.get(moduleId) ?? null) === wantedVersion ? undefined : wantedVersion,
  }))
}

const toVersions = (edits: EditToMerge[], of: (edit: EditToMerge) => number | null) =>
  Object.fromEntries(edits.map((edit) => [edit.moduleId, of(edit)]))
