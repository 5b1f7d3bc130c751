import { inBatches, ROWS_AT_ONCE } from '@/lib/db/in-batches'
import type { CountedVersion, VersionRow } from '@/lib/db/index-rows'
import { bumpRevision } from '@/lib/db/releases/bump-revision'
import { changeRelease } from '@/lib/db/releases/change-release'
import { releaseOf } from '@/lib/db/releases/release'
import type { AverageLengths } from '@/lib/db/releases/release-state'
import { findPinnedLengths } from '@/lib/db/releases/release-state'
import type { Transaction } from '@/lib/db/transaction'
import { insertVersions } from '@/lib/db/versions/insert-versions'
import { queueJob } from '@/lib/indexing/queue/queue-job'
import { storeInTurn } from '@/lib/indexing/turns/store-in-turn'
import { describePreparation } from '@/lib/texts/prepare/prepare-version'
import type { Urgency } from '@/lib/texts/threads/fair-queue'
import { checkEmbeddingIndexes } from './check-embedding-indexes'
import { findCycle, readDependencyGraph } from './dependency-graph'
import type { EmbeddedFor, EmbeddedVersion } from './embed-versions'
import { countTogether, type LeftOf, withLongAhead } from './long-versions'
import { toNoiseKinds } from './read-kept-noise'

export type VersionToStore = {
  version: EmbeddedVersion
  /** Number of the newest version that the change started from; 0 for a module without versions. */
  baseVersion: number
}

export type StoreOutcome =
  | { status: 'created' | 'updated'; moduleId: string; version: number; isArchived: boolean }
  | { status: 'outdated'; moduleId: string; latestVersion: number }
  | { status: 'cycle'; moduleId: string; path: string[] }

export type StoreOptions = {
  /** Who is named for the versions. */
  author: VersionRow['author']
  message: string
  /** Who waits for it. */
  urgency: Urgency
  embedding: EmbeddedFor
  /** Average lengths to pin when the workspace has no chunks yet. */
  lengths: AverageLengths
  /** Runs in the same transaction, after the versions are in. */
  finish?: (tx: Transaction, outcomes: StoreOutcome[]) => Promise<void>
}

/**
 * Creates versions and moves production to them, in one transaction; the chunks of long ones are there already then. A module that got a newer version or a newer overlay
 * meanwhile, or whose dependencies would close a cycle, is left as it is and reported.
 *
 * @throws BaseChanged
 */
export async function storeVersions(
  workspaceId: string,
  items: VersionToStore[],
  { author, message, urgency, ...options }: StoreOptions,
): Promise<StoreOutcome[]> {
  let isPreparedBefore = false
  const turn = { workspaceId, urgency }
  const numbered = items.map(({ version, baseVersion }) => ({ version, number: baseVersion + 1 }))
  const chunks = countTogether(items.map(({ version }) => version))
  const store = (leftOf: LeftOf) => async (tx: Transaction) => {
    const state = await bumpRevision(tx, workspaceId)
    // the cleaner's setting was changed while these were prepared
    const preparedBy = describePreparation(toNoiseKinds(state.keptNoise))
    isPreparedBefore = items.some(({ version }) => version.preparedBy !== preparedBy)
    if (isPreparedBefore) {
      await tx.workspaceProgress.update({
        where: { workspaceId },
        data: { preparedBy: '' },
        select: { workspaceId: true },
      })
    }
    const lengths = await findPinnedLengths(tx, workspaceId, options.lengths)
    const indexes = await checkEmbeddingIndexes(tx, workspaceId, options.embedding)
    const modules = await readModuleStates(
      tx,
      workspaceId,
      items.map(({ version }) => version.moduleId),
    )
    const graph = await readDependencyGraph(tx, releaseOf(workspaceId))
    const outcomes: StoreOutcome[] = []
    const rows: CountedVersion[] = []
    for (const { version, baseVersion } of items) {
      const { moduleId } = version
      const module = modules.get(moduleId)
      const latestVersion = module?.latestVersion ?? 0
      if (latestVersion !== baseVersion || version.overlayVersion !== (module?.overlayVersion ?? 0)) {
        outcomes.push({ status: 'outdated', moduleId, latestVersion })
        continue
      }
      const path = findCycle(graph, moduleId, version.dependencies)
      if (path) {
        outcomes.push({ status: 'cycle', moduleId, path })
        continue
      }
      graph.set(moduleId, version.dependencies)
      rows.push({ ...leftOf(version, { lengths, indexes }), author, message, version: latestVersion + 1 })
      const status = latestVersion === 0 ? 'created' : 'updated'
      outcomes.push({ status, moduleId, version: latestVersion + 1, isArchived: module?.archivedAt != null })
    }
    await writeModules(tx, workspaceId, rows, modules)
    await insertVersions(tx, workspaceId, rows, lengths)
    const live = rows.filter(({ moduleId }) => modules.get(moduleId)?.archivedAt == null)
    const changes = live.map(({ moduleId, version }) => ({ moduleId, version }))
    await changeRelease(tx, releaseOf(workspaceId), changes)
    await options.finish?.(tx, outcomes)
    return outcomes
  }
  const outcomes = await withLongAhead(turn, numbered, options.lengths, (leftOf) =>
    storeInTurn({ ...turn, chunks }, store(leftOf)),
  )
  if (isPreparedBefore) await queueJob('reindex-modules', { workspaceId }, { singletonKey: 'workspace' })
  return outcomes
}

type ModuleState = { latestVersion: number; overlayVersion: number; archivedAt: Date | null }

export async function readModuleStates(
  tx: Transaction,
  workspaceId: string,
  ids: string[],
): Promise<Map<string, ModuleState>> {
  const rows = await tx.$queryRaw<(ModuleState & { id: string })[]>`
    SELECT m."id", m."latestVersion", m."archivedAt",
      (SELECT COALESCE(max(o."version"), 0) FROM "OverlayVersion" o
        WHERE o."workspaceId" = m."workspaceId" AND o."moduleId" = m."id") AS "overlayVersion"
    FROM "Module" m
    WHERE m."workspaceId" = ${workspaceId} AND m."id" = ANY(${ids}::text[])`
  return new Map(rows.map(({ id, ...state }) => [id, state]))
}

/** Modules that are new, and the highest version number of those that were there. */
export async function writeModules(
  tx: Transaction,
  workspaceId: string,
  rows: Pick<VersionRow, 'moduleId' | 'version'>[],
  known: Map<string, ModuleState>,
): Promise<void> {
  const added = rows.filter(({ moduleId }) => !known.has(moduleId))
  const changed = rows.filter(({ moduleId }) => known.has(moduleId))
  const addedRows = added.map(({ moduleId, version }) => ({ workspaceId, id: moduleId, latestVersion: version }))
  for (const data of inBatches(addedRows, ROWS_AT_ONCE)) await tx.module.createMany({ data })
  if (changed.length > 0) {
    const numbers = JSON.stringify(changed.map(({ moduleId, version }) => ({ id: moduleId, version })))
    await tx.$executeRaw`
      UPDATE "Module" m SET "latestVersion" = r."version", "updatedAt" = now()
      FROM json_to_recordset(${numbers}::json) AS r("id" text, "version" int)
      WHERE m."workspaceId" = ${workspaceId} AND m."id" = r."id"`
  }
}
