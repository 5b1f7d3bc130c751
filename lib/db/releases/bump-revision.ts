import type { Transaction } from '@/lib/db/transaction'

type Bumped = { revision: number; keptNoise: string[] }

/**
 * First statement of every transaction that changes what retrieval can see in more than single releases. Its row lock makes
 * such transactions of one workspace follow one another, so that statistics and release stay right and none can deadlock.
 */
export async function bumpRevision(tx: Transaction, workspaceId: string): Promise<Bumped> {
  const [bumped] = await tx.$queryRaw<Bumped[]>`
    UPDATE "WorkspaceState" SET "revision" = "revision" + 1, "sharedRevision" = "revision" + 1
    WHERE "workspaceId" = ${workspaceId} RETURNING "revision", "keptNoise"`
  if (!bumped) throw new Error(`There is no workspace ${workspaceId}.`)
  return bumped
}

/**
 * Takes the lock of `bumpRevision`, for a transaction that looks at revisions before it bumps them.
 */
export async function lockRevision(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "WorkspaceState" WHERE "workspaceId" = ${workspaceId} FOR UPDATE`
}

/**
 * First statement instead of `bumpRevision` where single releases change: the others go on serving what they remember.
 * Those that change are stamped in the same transaction, by `stampRelease` or `stampHolders`.
 */
export async function bumpForReleases(tx: Transaction, workspaceId: string): Promise<{ revision: number }> {
  return tx.workspaceState.update({
    where: { workspaceId },
    data: { revision: { increment: 1 } },
    select: { revision: true },
  })
}
