import { prisma } from '@/lib/db/client'
import { queueJob } from '@/lib/indexing/queue/queue-job'
import { OF_KNOWN_SET } from '@/lib/services/query-sets/rows/stored-run'

/** Has a model go on with a comparison of answers; it never rejects. What is lost, the next start finds. */
export async function queueComparison(workspaceId: string, comparisonId: string): Promise<void> {
  await queueJob('compare-answers', { workspaceId, comparisonId }, { singletonKey: comparisonId })
}

/** Goes on with the comparisons that run in any workspace: where a job waits for one already, nothing is added. */
export async function queueComparisonsOfAll(): Promise<void> {
  const running = await prisma.answerComparison.findMany({
    where: { status: 'running', ...OF_KNOWN_SET },
    select: { workspaceId: true, id: true },
  })
  for (const { workspaceId, id } of running) await queueComparison(workspaceId, id)
}
