import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { LIMITS } from '@/lib/schemas/limits'
import type { RunSummaryDto } from '@/lib/schemas/query-sets/check-run'
import type { Actor } from '@/lib/services/actor'
import { findTargetOf } from '@/lib/services/change-requests/record/find-target'
import { requireSetIn } from '@/lib/services/query-sets/rows/stored-set'
import { beginRun } from '@/lib/services/query-sets/runs/begin-run'
import { continueRun } from '@/lib/services/query-sets/runs/continue-run'
import { findMissingSides, type MissingSide } from './checked-sides'
import { noteEffect } from './note-effect'

/**
 * Runs the required query sets that were not run with a request's release as it is now.
 * @throws AppError CONFLICT when they do not come to an end in `LIMITS.mergeChecksMs`; UNAVAILABLE
 */
export async function runRequired(actor: Actor, number: number): Promise<void> {
  const left = await runMissing(actor, number, { endsAt: performance.now() + LIMITS.mergeChecksMs })
  if (left === null) return
  const why = left.error ?? 'It takes long: run it under Checks, then come back.'
  const message = `The required query set “${left.name}” was not run to its end. ${why}`
  throw new AppError('CONFLICT', message, { entity: 'changeRequest', id: `${number}`, querySetId: left.id })
}

/** A query set that was not run to its end; why, where it cannot be. */
type Left = { id: string; name: string; isRunning: boolean; error: string | null }

type Until = {
  endsAt: number
  signal?: AbortSignal
  /**
   * Nobody waits for it: what was cancelled or cannot end is left as it is, and keeps no other set from being run. Targets are
   * run also where the request was.
   */
  isBackground?: boolean
}

/**
 * As `runRequired`, each set with its target first, which tells what was broken before. A run that somebody began is gone on
 * with. Then the request keeps how many contexts it changes.
 * @returns the first that has not ended; null when all have
 * @throws AppError UNAVAILABLE
 */
export async function runMissing(actor: Actor, number: number, until: Until): Promise<Left | null> {
  const { workspaceId } = actor
  const releaseId = await findReleaseId(workspaceId, number)
  if (releaseId === null) return null
  const sides = { releaseId, targetId: (await findTargetOf(workspaceId, number)).id }
  let left: Left | null = null
  for (const side of toRun(await findMissingSides(workspaceId, sides), until)) {
    const { id, name } = side
    const run = await runToEnd(actor, { querySetId: id, releaseId: side.releaseId }, until)
    if (run.status === 'done') continue
    left ??= { id, name, isRunning: run.status === 'running', error: run.error }
    if (!until.isBackground || run.status === 'running') return left
  }
  await noteEffect(workspaceId, number, sides)
  return left
}

function toRun(missing: MissingSide[], { isBackground }: Until): MissingSide[] {
  if (isBackground) return missing.filter(({ isGivenUp }) => !isGivenUp)
  const waiting = new Set(missing.filter(({ isTarget }) => !isTarget).map(({ id }) => id))
  return missing.filter(({ id }) => waiting.has(id))
}

/** Of an open request; null of one that has ended. */
async function findReleaseId(workspaceId: string, number: number): Promise<string | null> {
  const release = await prisma.release.findUnique({
    where: { workspaceId_changeNumber: { workspaceId, changeNumber: number } },
    select: { id: true },
  })
  return release?.id ?? null
}

type ToRun = { querySetId: string; releaseId: string }

async function runToEnd(actor: Actor, { querySetId, releaseId }: ToRun, until: Until): Promise<RunSummaryDto> {
  const { workspaceId } = actor
  const begun = await prisma.checkRun.findFirst({
    where: { workspaceId, querySetId, releaseId, status: 'running' },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    select: { id: true, setRevision: true },
  })
  const isSame = begun?.setRevision === (await requireSetIn(workspaceId, querySetId, releaseId)).revision
  let run = begun && isSame ? await continueRun(actor, begun.id) : await beginRun(actor, querySetId, releaseId)
  const isInTime = () => performance.now() < until.endsAt && !until.signal?.aborted
  while (run.status === 'running' && isInTime()) run = await continueRun(actor, run.id)
  return run
}
