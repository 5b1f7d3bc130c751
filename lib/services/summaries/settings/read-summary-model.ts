import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import { readJobs } from '@/lib/indexing/queue/read-jobs'
import type { SummaryModelDto } from '@/lib/schemas/modules/summary'
import { EXTRACTIVE } from '@/lib/texts/prepare/extract-summaries'

/** What writes a workspace's summaries, and how far it has come. */
export async function readSummaryModel(workspaceId: string): Promise<SummaryModelDto> {
  const [state, jobs] = await Promise.all([
    prisma.workspaceSettings.findUnique({
      where: { workspaceId },
      select: { summaryModel: true, summarizesConversations: true },
    }),
    readJobs(workspaceId, 'follow-summaries'),
  ])
  const model = state?.summaryModel ?? null
  const conversations = state?.summarizesConversations ?? false
  const ofRelease = { workspaceId, releases: { some: releaseOf(workspaceId) } }
  const [modules, summarized] = await Promise.all([
    prisma.moduleVersion.count({ where: ofRelease }),
    prisma.moduleVersion.count({ where: { ...ofRelease, moduleIndex: { summarizedBy: model ?? EXTRACTIVE } } }),
  ])
  // one that failed counts only when none goes on: of equal ones that fail, the queue retries the first alone
  const open = jobs.find(({ state }) => state === 'running') ?? jobs.find(({ state }) => state === 'waiting')
  const latest = open ?? jobs.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0]
  if (!latest) return { model, conversations, modules, summarized, job: null }
  const { total: _, ...job } = latest
  return { model, conversations, modules, summarized, job }
}
