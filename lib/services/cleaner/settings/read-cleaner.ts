import { prisma } from '@/lib/db/client'
import { NOISE_KINDS, TERMS_VERSION } from '@/lib/engine'
import { readJobs } from '@/lib/indexing/queue/read-jobs'
import { readKeptNoise } from '@/lib/indexing/versions/read-kept-noise'
import type { CleanerDto } from '@/lib/schemas/modules/cleaner'
import { describePreparation } from '@/lib/texts/prepare/prepare-version'

/** The workspace's setting, and how many of its modules have been prepared by it. */
export async function readCleaner(workspaceId: string): Promise<CleanerDto> {
  const kept = await readKeptNoise(workspaceId)
  const [counts, jobs] = await Promise.all([
    prisma.$queryRaw<{ modules: number; prepared: number }[]>`
      SELECT count(*)::int AS modules, (count(*) FILTER (
        WHERE i."preparedBy" = ${describePreparation(kept)} AND i."termsVersion" >= ${TERMS_VERSION}
      ))::int AS prepared
      FROM "Module" m
      JOIN "ModuleIndex" i ON i."workspaceId" = m."workspaceId" AND i."moduleId" = m."id" AND i."version" = m."latestVersion"
      WHERE m."workspaceId" = ${workspaceId}`,
    readJobs(workspaceId, 'reindex-modules'),
  ])
  const open = jobs.find(({ state }) => state === 'running') ?? jobs.find(({ state }) => state === 'waiting')
  const latest = open ?? jobs.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0]
  const { modules = 0, prepared = 0 } = counts[0] ?? {}
  const leftOut = NOISE_KINDS.filter((kind) => !kept.includes(kind))
  if (!latest) return { leftOut, modules, prepared, job: null }
  const { total: _, ...job } = latest
  return { leftOut, modules, prepared, job }
}
