import { bumpRevision, lockRevision } from '@/lib/db/releases/bump-revision'
import { changeRelease } from '@/lib/db/releases/change-release'
import { releaseOf } from '@/lib/db/releases/release'
import { reweighModules } from '@/lib/db/statistics/reweigh'
import type { Transaction } from '@/lib/db/transaction'
import { nearVersions } from '@/lib/db/versions/near-versions'
import { versionKey } from '@/lib/engine'
import { storeInTurn } from '@/lib/indexing/turns/store-in-turn'
import type { Urgency } from '@/lib/texts/threads/fair-queue'
import { findCycleThrough } from './circles'
import { type GiveNumbers, withCopiesAhead } from './copy-ahead'
import { readDependencyGraph } from './dependency-graph'
import type { CandidateKey } from './store-candidates'
import { readModuleStates, type StoreOutcome, writeModules } from './store-versions'

export type CandidateToMerge = CandidateKey & {
  /** Number of the newest version that the candidate started from; 0 for a module without versions. */
  baseVersion: number
  /** It is indexed with the overlay that `finish` gives its module as the next one. */
  isCurated?: boolean
}

export type MergeOptions = {
  /** Who waits for it. */
  urgency: Urgency
  /** Runs in the same transaction, under its lock and before anything is changed, the revision included; throws to refuse it. */
  begin?: (tx: Transaction) => Promise<void>
  /** Runs in the same transaction, after production was moved; throws to undo it. */
  finish?: (tx: Transaction, outcomes: StoreOutcome[]) => Promise<void>
}

type CandidateRow = CandidateKey & { overlayVersion: number; dependencies: string[] }

/**
 * Gives candidates the next numbers of their modules and moves production to them, in one transaction and without indexing
 * anything anew. All or none: when a module got a newer version or overlay meanwhile, or its dependencies would close a
 * cycle, nothing is merged and the outcomes say why. Releases that hold a candidate hold the version it becomes.
 * The chunks of long ones are copied ahead of it.
 * @throws BaseChanged; AppError UNAVAILABLE when too many changes wait to be stored
 */
export async function mergeCandidateVersions(
  workspaceId: string,
  candidates: CandidateToMerge[],
  { urgency, begin, finish }: MergeOptions,
): Promise<StoreOutcome[]> {
  const merge = (giveNumbers: GiveNumbers) => async (tx: Transaction) => {
    await lockRevision(tx, workspaceId)
    await begin?.(tx)
    await bumpRevision(tx, workspaceId)
    const modules = await readModuleStates(
      tx,
      workspaceId,
      candidates.map(({ moduleId }) => moduleId),
    )
    const graph = await readDependencyGraph(tx, releaseOf(workspaceId))
    const rows = await readCandidates(tx, workspaceId, candidates)
    const outcomes = candidates.map(({ moduleId, version, baseVersion, isCurated }): StoreOutcome => {
      const module = modules.get(moduleId)
      const row = rows.get(versionKey({ moduleId, version }))
      const latestVersion = module?.latestVersion ?? 0
      const overlayVersion = (module?.overlayVersion ?? 0) + (isCurated ? 1 : 0)
      if (!module || !row || latestVersion !== baseVersion || row.overlayVersion !== overlayVersion) {
        return { status: 'outdated', moduleId, latestVersion }
      }
      graph.set(moduleId, row.dependencies)
      const status = latestVersion === 0 ? 'created' : 'updated'
      return { status, moduleId, version: latestVersion + 1, isArchived: module.archivedAt !== null }
    })
    if (outcomes.some(({ status }) => status === 'outdated')) return outcomes
    const needs = candidates.flatMap(({ moduleId }) =>
      (graph.get(moduleId) ?? []).map((dependencyId) => ({ moduleId, dependencyId })),
    )
    const path = findCycleThrough(graph, needs)
    if (path) {
      return outcomes.map(
        (outcome): StoreOutcome =>
          outcome.moduleId === path[0] ? { status: 'cycle', moduleId: outcome.moduleId, path } : outcome,
      )
    }
    const merged = outcomes.flatMap((outcome) => ('version' in outcome ? [outcome] : []))
    await giveNumbers(
      tx,
      merged.map(({ moduleId, version: number }, i) => ({ moduleId, version: candidates[i]!.version, number })),
    )
    for (const [i, { moduleId, version }] of merged.entries()) {
      await tx.moduleVersion.update({
        where: { workspaceId_moduleId_version: { workspaceId, moduleId, version } },
        data: { candidateVersion: candidates[i]!.version },
        select: { version: true },
      })
    }
    await writeModules(tx, workspaceId, merged, modules)
    const live = merged.filter(({ isArchived }) => !isArchived)
    const changes = live.map(({ moduleId, version }) => ({ moduleId, version }))
    await changeRelease(tx, releaseOf(workspaceId), changes)
    // their weights may be of an older average length
    await reweighModules(
      tx,
      workspaceId,
      live.map(({ moduleId }) => moduleId),
    )
    await finish?.(tx, outcomes)
    return outcomes
  }
  const renumberings = candidates.map(({ baseVersion, moduleId, version }) => {
    return { moduleId, version, number: baseVersion + 1 }
  })
  const turn = { workspaceId, urgency }
  return withCopiesAhead(turn, renumberings, (giveNumbers) => storeInTurn({ ...turn, chunks: 0 }, merge(giveNumbers)))
}

async function readCandidates(
  tx: Transaction,
  workspaceId: string,
  candidates: CandidateKey[],
): Promise<Map<string, CandidateRow>> {
  // some may be of others, which nobody asks for
  const rows = await tx.moduleVersion.findMany({
    where: { workspaceId, ...nearVersions(candidates) },
    select: {
      moduleId: true,
      version: true,
      moduleIndex: { select: { overlayVersion: true } },
      dependencies: { select: { dependencyId: true }, orderBy: { ordinal: 'asc' } },
    },
  })
  return new Map(
    rows.map(({ dependencies, moduleIndex, ...row }) => [
      versionKey(row),
      {
        ...row,
        overlayVersion: moduleIndex?.overlayVersion ?? 0,
        dependencies: dependencies.map(({ dependencyId }) => dependencyId),
      },
    ]),
  )
}
