import { prisma } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import type { ComposeRequest } from '@/lib/engine'
import { giveWay } from '@/lib/give-way'
import { SLOT } from '@/lib/indexing/patterns/find-patterns'
import { PATTERNED_COMPOSITIONS } from '@/lib/indexing/patterns/find-query-patterns'
import { log } from '@/lib/log'
import { processWide } from '@/lib/process-wide'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { asksModels } from '@/lib/services/compose/engine/engine-ports'
import { resolveRequest } from '@/lib/services/compose/request/resolve-request'
import { readRequestState } from '@/lib/services/workspaces/state/read-request-state'
import { composeCached } from './compose-cached'

/** By workspace: the state of the library that was composed for. */
const composedFor = processWide('composed ahead', () => new Map<string, string>())

type Seen = Pick<ComposeRequest, 'workspaceId' | 'releaseId' | 'revision' | 'day'>

/**
 * Once for each state of production: composes what is asked often, so that whoever asks it next finds its searches and its
 * context. In this process, whose memory keeps them, and behind what somebody waits for; it never rejects. Nothing is
 * stored, and no model is asked.
 */
export async function composeAhead(seen: Seen): Promise<void> {
  const { workspaceId, releaseId, revision, day } = seen
  if (releaseId !== releaseOf(workspaceId).releaseId) return
  const state = `${revision} ${day}`
  if (composedFor.get(workspaceId) === state) return
  composedFor.set(workspaceId, state)
  try {
    for (const { query, model } of await findCommon(workspaceId)) {
      await giveWay()
      // what changed meanwhile is composed for when somebody asks the next time
      if (composedFor.get(workspaceId) !== state) return
      await composeOne(workspaceId, query, model)
    }
  } catch (error) {
    log('error', 'nothing was composed ahead', { workspaceId }, error)
  }
}

/** Questions of patterns that are asked often enough, each with the model that was asked last. */
async function findCommon(workspaceId: string): Promise<{ query: string; model: string }[]> {
  const patterns = await prisma.queryPattern.findMany({
    where: { workspaceId, timesAsked: { gte: LIMITS.commonPattern.timesAsked } },
    orderBy: [{ timesAsked: 'desc' }, { id: 'asc' }],
    take: LIMITS.commonPattern.questions,
    select: { text: true, examples: true },
  })
  // where a slot is left open nothing can be searched: what stood there is
  const questions = patterns.flatMap(({ text, examples }) => (text.includes(SLOT) ? examples : [text, ...examples]))
  const wanted = [...new Set(questions)].slice(0, LIMITS.commonPattern.questions)
  // the latest alone: a log can be long, and what is common stands among them
  return prisma.$queryRaw`
    SELECT DISTINCT ON ("query") "query", "model" FROM (
      SELECT "query", "model", "createdAt" FROM "Composition"
      WHERE "workspaceId" = ${workspaceId} ORDER BY "createdAt" DESC LIMIT ${PATTERNED_COMPOSITIONS}
    ) latest
    WHERE "query" = ANY(${wanted}) ORDER BY "query", "createdAt" DESC`
}

async function composeOne(workspaceId: string, query: string, model: string): Promise<void> {
  const actor: Actor = { kind: 'system', workspaceId, name: 'compose ahead' }
  const { request } = await resolveRequest(actor, { query, model })
  if (await asksModels(request)) return
  const { keep } = await composeCached(request, { giveWay })
  const { revision } = await readRequestState(workspaceId)
  keep({ revision, detailId: request.id })
}
