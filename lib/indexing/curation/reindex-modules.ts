import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import { TERMS_VERSION } from '@/lib/engine'
import { queueIndexing } from '@/lib/indexing/queue/queue-indexing'
import { queueJob } from '@/lib/indexing/queue/queue-job'
import { readKeptNoise } from '@/lib/indexing/versions/read-kept-noise'
import { tryToStore } from '@/lib/indexing/versions/try-to-store'
import { describePreparation } from '@/lib/texts/prepare/prepare-version'
import { reindexModule } from './reindex-module'

const MODULES_PER_BATCH = 50

/** Has workspaces whose texts were cut, cleaned or indexed by older rules prepared anew: call it when a process starts. */
export async function queueReindex(): Promise<void> {
  const workspaces = await prisma.workspaceProgress.findMany({
    select: { workspaceId: true, termsVersion: true, preparedBy: true },
  })
  for (const { workspaceId, termsVersion, preparedBy } of workspaces) {
    const wanted = describePreparation(await readKeptNoise(workspaceId))
    const isCurrent = termsVersion >= TERMS_VERSION && preparedBy === wanted
    if (!isCurrent) await queueJob('reindex-modules', { workspaceId }, { singletonKey: 'workspace' })
  }
}

/**
 * Prepares modules anew whose newest version was cut, cleaned or indexed by older rules or by another setting of the
 * cleaner: those of production first, archived ones too, since they can come back. It can be done again after it was cut off
 * anywhere.
 * @throws Error when a module changes faster than it is prepared: the job is tried again
 */
export async function reindexModules(workspaceId: string, signal?: AbortSignal): Promise<void> {
  for (;;) {
    const keptNoise = await readKeptNoise(workspaceId)
    const preparedBy = describePreparation(keptNoise)
    let count = 0
    for (const isReleased of [true, false]) {
      let after = ''
      for (;;) {
        const batch = await findOutdated(workspaceId, { preparedBy, isReleased, after })
        for (const { id, latestVersion } of batch) {
          signal?.throwIfAborted()
          if (
            !(await tryToStore(() => reindexModule({ workspaceId, moduleId: id, version: latestVersion }, keptNoise)))
          ) {
            throw new Error(`module ${id} changes faster than it can be prepared anew`)
          }
        }
        count += batch.length
        const last = batch.at(-1)
        if (!last) break
        after = last.id
      }
    }
    // what was published meanwhile may have been prepared before the setting changed
    if (count === 0) return completeReindex(workspaceId, preparedBy)
  }
}

/** In one transaction, so that a process that is killed does not leave terms behind that the embedder was not fitted to. */
async function completeReindex(workspaceId: string, preparedBy: string): Promise<void> {
  const isBehind = await prisma.$transaction(async (tx) => {
    const cut = await tx.workspaceProgress.updateMany({
      where: { workspaceId, preparedBy: { not: preparedBy } },
      data: { preparedBy },
    })
    // what was published meanwhile came with new terms
    const terms = await tx.workspaceProgress.updateMany({
      where: { workspaceId, termsVersion: { lt: TERMS_VERSION } },
      data: { termsVersion: TERMS_VERSION },
    })
    if (terms.count > 0) {
      // the offline embedder knows the old terms: it is to be fitted to the new ones
      await tx.embeddingIndex.updateMany({
        where: { workspaceId, status: 'active', isAutomatic: true },
        data: { fittedChunks: 0 },
      })
    }
    return cut.count + terms.count > 0
  })
  if (isBehind) queueIndexing(workspaceId)
}

type Outdated = { preparedBy: string; isReleased: boolean; after: string }

function findOutdated(
  workspaceId: string,
  { preparedBy, isReleased, after }: Outdated,
): Promise<{ id: string; latestVersion: number }[]> {
  return prisma.$queryRaw`
    SELECT m."id", m."latestVersion" FROM "Module" m
    CROSS JOIN LATERAL (
      SELECT i."termsVersion", i."preparedBy" FROM "ModuleIndex" i
      WHERE i."workspaceId" = m."workspaceId" AND i."moduleId" = m."id" AND i."version" = m."latestVersion"
      OFFSET 0
    ) i
    WHERE m."workspaceId" = ${workspaceId} AND m."id" > ${after}
      AND (i."termsVersion" < ${TERMS_VERSION} OR i."preparedBy" <> ${preparedBy})
      AND ${isReleased} = EXISTS (
        SELECT 1 FROM "ReleaseEntry" e WHERE e."workspaceId" = m."workspaceId"
          AND e."releaseId" = ${releaseOf(workspaceId).releaseId} AND e."moduleId" = m."id" AND e."version" = m."latestVersion"
      )
    ORDER BY m."id" LIMIT ${MODULES_PER_BATCH}`
}
