import { prisma } from '@/lib/db/client'
import { newId } from '@/lib/new-id'
import { readRevision } from '@/lib/services/workspaces/state/read-revision'
import {
  checkedQuery,
  freshDeletedTemplate,
  freshFailedJob,
  freshMember,
  freshQuerySet,
  freshTemplate,
  ofConversation,
  ofModule,
} from './fresh'
import { MARKED, type World } from './world'

const nothing = { input: () => ({}) }

/** That nobody has gone on with. */
async function freshAblation(world: World): Promise<{ id: string }> {
  const { workspaceId } = world
  const { id: querySetId } = await freshQuerySet(world)
  const query = { ...checkedQuery(world), labels: [] }
  const revision = await readRevision(workspaceId, 'production')
  const ablation = { querySetId, releaseId: 'production', setRevision: 1, revision, total: 1, startedBy: MARKED }
  return prisma.ablation.create({
    data: { workspaceId, id: newId('abl'), ...ablation, queries: [query] },
    select: { id: true },
  })
}

/** Of insights, ablations, jobs, usage and query templates. */
export const INSIGHT_FIXTURES = {
  listUsage: nothing,
  exportUsage: nothing,
  listUsageLimits: nothing,
  saveUsageLimit: {
    input: async (world: World) => ({
      kind: 'member',
      subjectId: (await freshMember(world)).userId,
      limit: { period: 'month', maxTokens: 1_000, maxCostUsd: null },
    }),
  },
  getConversationBudget: { input: ofConversation },
  getConversationUsage: { input: ofConversation },
  listCaches: nothing,
  rankUsage: nothing,
  listJobs: nothing,
  retryJob: { input: freshFailedJob },
  listRelatedModules: { input: ofModule },
  getChunkHeat: { input: ofModule },
  getContextReport: nothing,
  exportContextReport: nothing,
  getReviewTimes: nothing,
  getTokenReturn: nothing,
  getLibraryGraph: nothing,
  exportReviewTimes: nothing,
  exportTokenReturn: nothing,
  startAblation: { input: freshQuerySet },
  continueAblation: { input: freshAblation },
  cancelAblation: { input: freshAblation },
  getAblation: { input: freshAblation },
  listAblations: { input: freshQuerySet },
  listQueryPatterns: nothing,
  listQueryTemplates: nothing,
  createQueryTemplate: { input: () => ({ title: 'New', text: 'How does {topic} work?' }) },
  updateQueryTemplate: { input: async (world: World) => ({ ...(await freshTemplate(world)), isPinned: true }) },
  deleteQueryTemplate: { input: freshTemplate },
  restoreQueryTemplate: { input: freshDeletedTemplate },
}
