import { stampRequest } from '@/lib/db/releases/change-release'
import { setReleaseEntries } from '@/lib/db/releases/set-release-entries'
import type { Transaction } from '@/lib/db/transaction'

/**
 * The releases that follow a merged change request hold what it became, and go their own way: with the policies and query sets
 * of the workspace. Call it after `bumpForReleases`.
 */
export async function endFollowing(tx: Transaction, workspaceId: string, number: number): Promise<void> {
  await stampRequest(tx, workspaceId, number)
  await tx.release.updateMany({ where: { workspaceId, follows: number }, data: { follows: null } })
}

/**
 * Those that follow a closed one hold of its modules what production holds, but for what somebody changed in them. Call it
 * after `bumpForReleases`.
 */
export async function leaveFollowers(tx: Transaction, workspaceId: string, number: number): Promise<void> {
  const followers = await tx.$queryRaw<{ id: string; moduleId: string | null }[]>`
    SELECT f."id", o."moduleId"
    FROM "Release" f
    LEFT JOIN "Release" r ON r."workspaceId" = f."workspaceId" AND r."changeNumber" = f."follows"
    LEFT JOIN "ReleaseEntry" e ON e."workspaceId" = r."workspaceId" AND e."releaseId" = r."id"
    LEFT JOIN "ReleaseEntry" o ON o."workspaceId" = f."workspaceId" AND o."releaseId" = f."id"
      AND o."moduleId" = e."moduleId" AND o."version" IS NOT DISTINCT FROM e."version"
    WHERE f."workspaceId" = ${workspaceId} AND f."follows" = ${number}
    ORDER BY f."id", o."moduleId" COLLATE "C"`
  for (const [id, held] of Map.groupBy(followers, (follower) => follower.id)) {
    const changes = held.flatMap(({ moduleId }) => (moduleId === null ? [] : [{ moduleId, version: undefined }]))
    if (changes.length > 0) await setReleaseEntries(tx, workspaceId, id, changes)
  }
  await endFollowing(tx, workspaceId, number)
}
