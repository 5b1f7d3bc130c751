import { prisma } from '@/lib/db/client'
import { newId } from '@/lib/new-id'
import { readRevision } from '@/lib/services/query-sets/continue-run'
import { checkedQuery, freshQuerySet } from './fresh'
import { MARKER, type World } from './world'

/** That nobody has gone on with. */
async function freshAblation(world: World): Promise<{ id: string }> {
  const { workspaceId } = world
  const { id: querySetId } = await freshQuerySet(world)
  const query = { ...checkedQuery(world), labels: [] }
  const revision = await readRevision(workspaceId, 'production')
  const ablation = { querySetId, releaseId: 'production', setRevision: 1, revision, total: 1, startedByName: MARKER }
  return prisma.ablation.create({
    data: { workspaceId, id: newId('abl'), ...ablation, queries: [query] },
    select: { id: true },
  })
}

export const ABLATION_FIXTURES = {
  startAblation: { input: freshQuerySet },
  continueAblation: { input: freshAblation },
  cancelAblation: { input: freshAblation },
  getAblation: { input: freshAblation },
  listAblations: { input: freshQuerySet },
}
