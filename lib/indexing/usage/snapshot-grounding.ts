import { prisma } from '@/lib/db/client'
import { bumpRevision } from '@/lib/db/releases/bump-revision'

/** A module that was sent with fewer answers has no experience to speak of. */
const LEAST_ANSWERS = 3
/** The workspace's average counts like this many answers, so that few answers do not decide. */
const PRIOR_ANSWERS = 4

/**
 * Takes a snapshot of how often the answers that each module was sent with cited it, smoothed towards the workspace's
 * average: (cited + 4 · average) / (sent + 4). Retrieval sees the new shares from the revision that is bumped with them, so
 * that the same revision goes on giving the same bytes.
 */
export async function snapshotGrounding(workspaceId: string): Promise<void> {
  const totals = await prisma.accessStatistic.aggregate({
    where: { workspaceId },
    _sum: { timesSent: true, timesCited: true },
  })
  const sent = totals._sum.timesSent ?? 0
  const average = sent > 0 ? (totals._sum.timesCited ?? 0) / sent : 0
  await prisma.$transaction(async (tx) => {
    await bumpRevision(tx, workspaceId)
    await tx.$executeRaw`
      UPDATE "AccessStatistic" SET "grounding" = CASE WHEN "timesSent" >= ${LEAST_ANSWERS}
        THEN ("timesCited" + ${PRIOR_ANSWERS * average}::float8) / ("timesSent" + ${PRIOR_ANSWERS}) END
      WHERE "workspaceId" = ${workspaceId}`
    await tx.workspaceProgress.update({
      where: { workspaceId },
      data: { answersSinceSnapshot: 0 },
      select: { workspaceId: true },
    })
  })
}
