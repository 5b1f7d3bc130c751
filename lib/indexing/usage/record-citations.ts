import { prisma } from '@/lib/db/client'
import { citedLabels, type Span } from '@/lib/engine'
import { queueJob } from '@/lib/indexing/queue/queue-job'

/** So many answers are worth a new snapshot of what they cited. */
const ANSWERS_PER_SNAPSHOT = 25

/**
 * Counts the modules that an answer was given with, and those of them that it cites by label. Only the counters change: what
 * retrieval sees of them is a snapshot, taken in the background now and then.
 */
export async function recordCitations(
  workspaceId: string,
  spans: Pick<Span, 'label' | 'moduleId'>[],
  answer: string,
): Promise<void> {
  const cited = citedLabels(answer)
  const sent = new Map<string, boolean>()
  for (const { label, moduleId } of spans) {
    if (label === undefined || moduleId === undefined) continue
    sent.set(moduleId, (sent.get(moduleId) ?? false) || cited.has(label))
  }
  if (sent.size === 0) return
  const rows = [...sent].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, isCited]) => ({ id, cited: isCited ? 1 : 0 }))
  const [, state] = await prisma.$transaction([
    prisma.$executeRaw`
      INSERT INTO "AccessStatistic" ("workspaceId", "moduleId", "timesSent", "timesCited")
      SELECT m."workspaceId", m."id", 1, r.cited
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(id text, cited int)
      JOIN "Module" m ON m."workspaceId" = ${workspaceId} AND m."id" = r.id
      ORDER BY m."id"
      ON CONFLICT ("workspaceId", "moduleId") DO UPDATE SET
        "timesSent" = "AccessStatistic"."timesSent" + 1,
        "timesCited" = "AccessStatistic"."timesCited" + EXCLUDED."timesCited"`,
    prisma.workspaceProgress.update({
      where: { workspaceId },
      data: { answersSinceSnapshot: { increment: 1 } },
      select: { answersSinceSnapshot: true },
    }),
  ])
  if (state.answersSinceSnapshot >= ANSWERS_PER_SNAPSHOT) {
    await queueJob('snapshot-grounding', { workspaceId }, { singletonKey: 'all' })
  }
}
