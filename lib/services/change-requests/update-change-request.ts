import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { bumpForReleases } from '@/lib/db/releases/bump-revision'
import type { Transaction } from '@/lib/db/transaction'
import { queueRemoveChunks } from '@/lib/indexing/queue/queue-indexing'
import { removeCandidates } from '@/lib/indexing/versions/drop-candidates'
import { log } from '@/lib/log'
import { updateChangeSchema } from '@/lib/schemas/changes/change-inputs'
import { changeRequestSchema } from '@/lib/schemas/changes/change-request'
import { whoOf } from '@/lib/services/actor'
import { changeNotFound } from '@/lib/services/discussion/threads/find-threads'
import { TRANSACTION_OPTIONS } from '@/lib/services/releases/rows/write-entries'
import { verb } from '@/lib/services/verb'
import { fillRelease } from './edits/fill-release'
import { endFilling } from './edits/finish-filling'
import { refreshEdits } from './edits/refresh-edits'
import { refuseFilling } from './reading/filling'
import { hasEnded, isOpen, requireChange } from './reading/find-change-request'
import { auditChange } from './record/audit-change'
import { leaveFollowers } from './record/end-following'
import { requireTarget } from './record/find-target'
import { requireRoom } from './record/require-room'
import { askOwners } from './reviews/ask-owners'
import { queueCheckChange } from './reviews/queue-check-change'

/**
 * Changes what a change request says of itself, closes it or opens it again. A closed one keeps its edits; what was prepared
 * of them is made anew when it is opened again.
 * @throws AppError NOT_FOUND, of its target as well; CONFLICT for the status of a merged one, for opening one that is not
 *   filled to its end, and for saying that it is whole while somebody else fills it; LIMIT_EXCEEDED for opening one again
 */
export const updateChangeRequest = verb({
  name: 'updateChangeRequest',
  scope: 'write',
  effect: 'write',
  input: updateChangeSchema,
  output: changeRequestSchema,
  run: async ({ actor, workspaceId }, { number, isFilled = false, filling, ...changes }) => {
    const { status } = changes
    await prisma.$transaction(async (tx) => {
      await bumpForReleases(tx, workspaceId)
      const where = { workspaceId_number: { workspaceId, number } }
      const request = await tx.changeRequest.findUnique({ where, select: REOPENED })
      if (!request) throw changeNotFound(number)
      if (status !== undefined && request.status === 'merged') throw hasEnded(number, request.status)
      const isWhole = isFilled && (await endFilling(tx, { actor, key: filling }, number))
      const isOpening = status === 'open' && request.status !== 'open'
      if (!isWhole && (isFilled || isOpening)) await refuseFilling(tx, workspaceId, { number, ...request })
      const isBack = status !== undefined && isOpen(status) && !isOpen(request.status)
      if (isBack) await requireRoom(tx, workspaceId)
      const isEnding = status === 'closed' && isOpen(request.status)
      const isBroken = isEnding && request.fillingTotal !== null
      const broken = isBroken ? { fillingAt: LONG_AGO } : {}
      const ended = isEnding ? { endedAt: new Date(), endedBy: whoOf(actor), ...broken } : {}
      const back = isBack ? { endedAt: null, endedBy: Prisma.DbNull } : {}
      await tx.changeRequest.update({ where, data: { ...changes, ...ended, ...back }, select: { number: true } })
      if (isEnding) {
        await leaveFollowers(tx, workspaceId, number)
        await dropPrepared(tx, workspaceId, number)
        await tx.reviewedText.deleteMany({ where: { workspaceId, number } })
      }
      const isRewritten = changes.description !== undefined && changes.description !== request.description
      const told = {
        ...(status === undefined || status === request.status ? {} : { status }),
        ...(isRewritten ? { isDescriptionChanged: true } : {}),
      }
      if (isBack) await followTarget(tx, workspaceId, { number, ...request })
      const titles = { before: { title: request.title }, after: { title: changes.title ?? request.title } }
      if (!isWhole || Object.keys(changes).length > 0) await auditChange(tx, actor, 'changed', number, told, titles)
      if (told.status === 'open') await askOwners(tx, actor, number)
    }, TRANSACTION_OPTIONS)
    if (status === 'closed') void queueRemoveChunks(workspaceId)
    if (status !== undefined && isOpen(status)) {
      // the status is changed by now: what cannot be prepared at once is prepared by the job, and at the latest for the merge
      await refreshEdits(actor, workspaceId, number).catch((error: unknown) => {
        log('warn', 'edits of a change request were not prepared at once', { workspaceId, number }, error)
      })
    }
    if (status === 'open' || isFilled) void queueCheckChange(workspaceId, number)
    return requireChange(workspaceId, number)
  },
})

/** Nobody fills what is closed. */
const LONG_AGO = new Date(0)

const REOPENED = {
  ...{ status: true, title: true, description: true, targetId: true, fillingTotal: true, fillingAt: true },
  release: { select: { id: true } },
} as const

type Reopened = { number: number; targetId: string | null; release: { id: string } | null }

/** @throws AppError as `requireTarget` */
async function followTarget(tx: Transaction, workspaceId: string, { number, targetId, release }: Reopened) {
  if (targetId === null || release === null) return
  await requireTarget(tx, workspaceId, targetId)
  await fillRelease(tx, workspaceId, { number, targetId, releaseId: release.id })
}

async function dropPrepared(tx: Transaction, workspaceId: string, number: number): Promise<void> {
  const where = { workspaceId, number, version: { not: null } }
  const edits = await tx.changeRequestEdit.findMany({ where, select: { moduleId: true, version: true } })
  const candidates = edits.flatMap(({ moduleId, version }) => (version === null ? [] : [{ moduleId, version }]))
  await tx.changeRequestEdit.updateMany({ where, data: { version: null } })
  await removeCandidates(tx, workspaceId, candidates)
}
