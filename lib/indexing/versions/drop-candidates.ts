import { prisma } from '@/lib/db/client'
import { bumpForReleases } from '@/lib/db/releases/bump-revision'
import { setReleaseEntries } from '@/lib/db/releases/set-release-entries'
import type { Transaction } from '@/lib/db/transaction'
import { deleteVersions } from '@/lib/db/versions/chunks-ahead'
import { nearVersions, pickVersions } from '@/lib/db/versions/near-versions'
import type { CandidateKey } from './store-candidates'

const TRANSACTION_OPTIONS = { timeout: 30_000, maxWait: 30_000 }

/**
 * Deletes candidates with all that was made of them, and takes them out of the releases that hold them: those follow
 * their base again. What is no candidate stays.
 */
export async function dropCandidates(workspaceId: string, candidates: CandidateKey[]): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await bumpForReleases(tx, workspaceId)
    await removeCandidates(tx, workspaceId, candidates)
  }, TRANSACTION_OPTIONS)
}

/** `dropCandidates` in a transaction of more; call it after `bumpForReleases`. */
export async function removeCandidates(
  tx: Transaction,
  workspaceId: string,
  candidates: CandidateKey[],
): Promise<void> {
  const keys = candidates.filter(({ version }) => version < 0)
  if (keys.length === 0) return
  const entries = await tx.releaseEntry.findMany({
    where: { workspaceId, ...nearVersions(keys) },
    select: { releaseId: true, moduleId: true, version: true },
  })
  for (const { releaseId, moduleId } of pickVersions(entries, keys)) {
    await setReleaseEntries(tx, workspaceId, releaseId, [{ moduleId, version: undefined }])
  }
  const summaries = await tx.versionSummary.findMany({
    where: { workspaceId, ...nearVersions(keys) },
    select: { moduleId: true, version: true, summaryId: true },
  })
  await deleteVersions(tx, { workspaceId, keys })
  const ids = pickVersions(summaries, keys).map(({ summaryId }) => summaryId)
  await tx.summary.deleteMany({ where: { workspaceId, id: { in: ids }, versions: { none: {} } } })
  const moduleIds = keys.map(({ moduleId }) => moduleId)
  const isEmpty = { latestVersion: 0, draft: { is: null }, versions: { none: {} } }
  await tx.module.deleteMany({ where: { workspaceId, id: { in: moduleIds }, ...isEmpty } })
}
