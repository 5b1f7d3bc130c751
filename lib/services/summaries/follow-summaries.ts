import { prisma } from '@/lib/db/client'
import { PRODUCTION_RELEASE } from '@/lib/db/release'
import { giveWay } from '@/lib/services/jobs/give-way'
import { EXTRACTIVE } from './extract-summaries'
import { makeSummaries } from './make-summaries'
import { readVersionText } from './read-version-text'
import { type SummarizedVersion, storeSummaries } from './store-summaries'

/** Versions whose summaries come into force together: each such moment makes cached compositions void. */
const BATCH = 25

/** Makes the summaries that versions of the production release lack, by what the workspace chose. */
export async function followSummaries(workspaceId: string, signal?: AbortSignal): Promise<void> {
  const failed = new Set<string>()
  let firstError: unknown
  for (;;) {
    const state = await prisma.workspaceState.findUnique({ where: { workspaceId }, select: { summaryModel: true } })
    const modelId = state?.summaryModel ?? null
    const batch = (await readUnsummarized(workspaceId, modelId ?? EXTRACTIVE, BATCH + failed.size)).filter(
      ({ moduleId, version }) => !failed.has(`${moduleId}@${version}`),
    )
    if (batch.length === 0) break
    const made: SummarizedVersion[] = []
    for (const { moduleId, version } of batch) {
      signal?.throwIfAborted()
      await giveWay()
      const text = await readVersionText(workspaceId, moduleId, version)
      try {
        const summaries = text ? await makeSummaries(workspaceId, text, modelId, signal) : []
        made.push({ moduleId, version, overlayVersion: text?.overlayVersion ?? 0, modelId, summaries })
      } catch (error) {
        firstError ??= error
        failed.add(`${moduleId}@${version}`)
      }
    }
    await storeSummaries(workspaceId, made)
  }
  // The others are done; the job is tried again later for these.
  if (failed.size > 0) throw firstError
}

function readUnsummarized(workspaceId: string, madeBy: string, limit: number) {
  return prisma.$queryRaw<{ moduleId: string; version: number }[]>`
    SELECT v."moduleId", v."version"
    FROM "ReleaseEntry" e
    JOIN "ModuleVersion" v ON v."workspaceId" = e."workspaceId" AND v."moduleId" = e."moduleId" AND v."version" = e."version"
    WHERE e."workspaceId" = ${workspaceId} AND e."releaseId" = ${PRODUCTION_RELEASE}
      AND v."summarizedBy" IS DISTINCT FROM ${madeBy}
    ORDER BY v."moduleId" COLLATE "C" LIMIT ${limit}`
}
