import { prisma } from '@/lib/db/client'
import { versionKey } from '@/lib/engine'
import { giveWay } from '@/lib/give-way'
import { queueJob } from '@/lib/indexing/queue/queue-job'
import { EXTRACTIVE } from '@/lib/texts/prepare/extract-summaries'
import { makeSummaries } from './make-summaries'
import { readVersionText } from './read-version-text'
import { type SummarizedVersion, storeSummaries } from './store-summaries'

/** Versions whose summaries come into force together: each such moment makes cached compositions void. */
const BATCH = 25
/** A model's answers are paid for: none of an earlier version is lost when the job is cut off. */
const MODEL_BATCH = 1

/** Of one job: others get their turn in between. */
const TURN_MS = 30_000
/** A model that fails so often in a row is left alone until the job is tried again. */
const MAX_FAILURES = 3

/**
 * Makes the summaries that versions of any release lack, by what the workspace chose, for a while; queues
 * itself for the rest. A text that the model refuses does not keep the others from theirs.
 *
 * @throws what the model answered for those that have none, when all others are done or it seems to be down
 */
export async function followSummaries(workspaceId: string, signal?: AbortSignal, turnMs = TURN_MS): Promise<void> {
  const endsAt = performance.now() + turnMs
  const failed = new Set<string>()
  let inARow = 0
  let firstError: unknown
  while (inARow < MAX_FAILURES) {
    const state = await prisma.workspaceSettings.findUnique({ where: { workspaceId }, select: { summaryModel: true } })
    const modelId = state?.summaryModel ?? null
    const size = modelId === null ? BATCH : MODEL_BATCH
    const batch = (await readUnsummarized(workspaceId, modelId ?? EXTRACTIVE, size + failed.size)).filter(
      (version) => !failed.has(versionKey(version)),
    )
    if (batch.length === 0) break
    const made: SummarizedVersion[] = []
    for (const { moduleId, version } of batch) {
      signal?.throwIfAborted()
      if (performance.now() > endsAt && made.length > 0) break
      await giveWay()
      const text = await readVersionText(workspaceId, moduleId, version)
      try {
        const summaries = text ? await makeSummaries(workspaceId, text, modelId, signal) : []
        made.push({ moduleId, version, overlayVersion: text?.overlayVersion ?? 0, modelId, summaries })
        inARow = 0
      } catch (error) {
        firstError ??= error
        failed.add(versionKey({ moduleId, version }))
        inARow++
      }
    }
    const changed = made.length > 0 ? await storeSummaries(workspaceId, made) : 0
    if (changed > 0 && performance.now() > endsAt) {
      await queueJob('follow-summaries', { workspaceId }, { singletonKey: 'workspace' })
      return
    }
  }
  if (failed.size > 0) throw firstError
}

function readUnsummarized(workspaceId: string, madeBy: string, limit: number) {
  return prisma.$queryRaw<{ moduleId: string; version: number }[]>`
    SELECT i."moduleId", i."version"
    FROM (SELECT DISTINCT "moduleId", "version" FROM "ReleaseEntry" WHERE "workspaceId" = ${workspaceId}) e
    JOIN "ModuleIndex" i ON i."workspaceId" = ${workspaceId} AND i."moduleId" = e."moduleId" AND i."version" = e."version"
    WHERE i."summarizedBy" IS DISTINCT FROM ${madeBy}
    ORDER BY i."moduleId" COLLATE "C", i."version" LIMIT ${limit}`
}
