import { prisma } from '@/lib/db/client'
import { lockRevision } from '@/lib/db/releases/bump-revision'
import { protectReleaseSchema, releaseDetailSchema } from '@/lib/schemas/releases/release'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { readRelease } from './rows/read-release'
import { requireNotFollowing, requireNumbered } from './rows/require-numbered'
import { requireDerived } from './rows/write-entries'

/**
 * Keeps everybody from changing the entries of a release and from deleting it, or ends that.
 * @throws AppError NOT_FOUND; CONFLICT for a release without a base, of a change request or of a draft, or with texts of open
 *   change requests, or that follows one.
 */
export const protectRelease = verb({
  name: 'protectRelease',
  scope: 'admin',
  effect: 'write',
  input: protectReleaseSchema,
  output: releaseDetailSchema,
  run: async ({ actor, workspaceId }, { id, isProtected }) => {
    await prisma.$transaction(async (tx) => {
      await lockRevision(tx, workspaceId)
      const before = await requireDerived(tx, workspaceId, id)
      if (before.isProtected === isProtected) return
      if (isProtected) {
        await requireNumbered(tx, workspaceId, id)
        requireNotFollowing(id, before.follows)
      }
      await tx.release.update({
        where: { workspaceId_id: { workspaceId, id } },
        data: { isProtected },
        select: { id: true },
      })
      const change = { before: { isProtected: before.isProtected }, after: { isProtected } }
      await recordAudit(tx, actor, { action: 'release.protectionChanged', target: id, ...change })
    })
    return readRelease(workspaceId, id)
  },
})
