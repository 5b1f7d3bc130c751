import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { queueIndexing } from '@/lib/indexing/queue/queue-indexing'
import { BaseChanged } from '@/lib/indexing/versions/base-changed'
import { mergeCandidateVersions } from '@/lib/indexing/versions/merge-candidate-versions'
import type { StoreOutcome } from '@/lib/indexing/versions/store-versions'
import { mergeChangeSchema } from '@/lib/schemas/changes/change-inputs'
import { changeRequestSchema } from '@/lib/schemas/changes/change-request'
import type { Actor } from '@/lib/services/actor'
import { verb } from '@/lib/services/verb'
import { refreshEdits } from './edits/refresh-edits'
import { finishMerge } from './merge/finish-merge'
import { prepareCurated } from './merge/merge-curation'
import { mergeIntoRelease } from './merge/merge-into-release'
import { ChangedMeanwhile, readEditsToMerge } from './merge/read-edits-to-merge'
import { requireApproval } from './merge/require-approval'
import { requireChange, requireFilled } from './reading/find-change-request'
import { tellCycle } from './reading/find-dependency-problems'
import { nameModules } from './reading/name-modules'
import { runRequired } from './reviews/run-required'

const MAX_TRIES = 3

/**
 * Brings all edits of a change request into its target, production or another release, in one transaction: searchable when
 * this returns. Required query sets are run before, unless they were with the target as it is; that and the edits are looked
 * at once more under the lock that every publish takes.
 * @throws AppError NOT_FOUND; CONFLICT for a draft, one that has ended, one without edits and one whose modules have
 *   moved on: with their names, and then nothing was merged; CONFLICT for one whose reviews or required query sets do
 *   not let it be merged.
 *   FORBIDDEN for a bypass by who is no admin; VALIDATION for a cycle of dependencies
 */
export const mergeChangeRequest = verb({
  name: 'mergeChangeRequest',
  scope: 'write',
  effect: 'write',
  input: mergeChangeSchema,
  output: changeRequestSchema,
  run: async ({ actor, workspaceId }, { number, bypassReason }) => {
    await requireFilled(workspaceId, number)
    for (let tries = 1; ; tries++) {
      await refreshEdits(actor, workspaceId, number)
      // whoever bypasses does not wait for them
      if (bypassReason === undefined) await runRequired(actor, number)
      const isMerged = await tryToMerge(actor, workspaceId, { number, bypassReason })
      if (isMerged) break
      if (tries === MAX_TRIES) {
        const message = `The target or the edits of #${number} change faster than it can be checked and merged. Nothing was merged: try again in a moment.`
        throw new AppError('CONFLICT', message, { entity: 'changeRequest', id: `${number}` })
      }
    }
    queueIndexing(workspaceId)
    return requireChange(workspaceId, number)
  },
})

type ToMerge = { number: number; bypassReason: string | undefined }

/** @returns false when the target, edits, curation or the cleaner changed in between: then nothing was merged */
async function tryToMerge(actor: Actor, workspaceId: string, { number, bypassReason }: ToMerge): Promise<boolean> {
  const { edits, target } = await readEditsToMerge(workspaceId, number)
  if (!target.isProduction) return mergeIntoRelease(actor, { number, bypassReason })
  const texts = edits.filter(({ kind }) => kind === 'text')
  const candidates = texts.flatMap(({ moduleId, version, baseVersion, curationBase }) =>
    version === null ? [] : [{ moduleId, version, baseVersion, isCurated: curationBase !== null }],
  )
  try {
    const reindexed = await prepareCurated(workspaceId, edits)
    const outcomes = await mergeCandidateVersions(workspaceId, candidates, {
      urgency: 'person',
      begin: (tx) => requireApproval(tx, actor, { number, bypassReason }),
      finish: (tx, outcomes) => finishMerge(tx, actor, { number, edits, reindexed, outcomes }),
    })
    await refuseCycle(workspaceId, number, outcomes)
    return outcomes.every(({ status }) => status !== 'outdated')
  } catch (error) {
    if (error instanceof ChangedMeanwhile || error instanceof BaseChanged) return false
    throw error
  }
}

async function refuseCycle(workspaceId: string, number: number, outcomes: StoreOutcome[]): Promise<void> {
  const cycle = outcomes.find((outcome) => outcome.status === 'cycle')
  if (!cycle) return
  const nameOf = await nameModules(prisma, workspaceId, cycle.path, number)
  const message = `${tellCycle(cycle.path.map((id) => nameOf(id).name))} Nothing was merged.`
  throw new AppError('VALIDATION', message, { entity: 'module', id: cycle.moduleId, cycle: cycle.path })
}
