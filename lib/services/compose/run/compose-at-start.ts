import { queryPrepared } from '@/lib/db/client'
import { releaseOf } from '@/lib/db/releases/release'
import { settleReleaseIndex } from '@/lib/db/retrieval/memory/read-release-index'
import { settleModules } from '@/lib/db/retrieval/memory/warm-modules'
import { OFFLINE_MODEL_ID } from '@/lib/engine'
import { giveWay } from '@/lib/give-way'
import { openEmbedding } from '@/lib/indexing/embedding/open-embedding'
import { log } from '@/lib/log'
import type { Actor } from '@/lib/services/actor'
import { resolveRequest } from '@/lib/services/compose/request/resolve-request'
import { packDetail } from '@/lib/services/compose/rows/composition-detail'
import { readRequestState } from '@/lib/services/workspaces/state/read-request-state'
import { toStoredPrepared } from '@/lib/texts/tasks/stored-prepared'
import { composeCached } from './compose-cached'

/** What is opened for more workspaces would drive out what was opened for the first. */
const WORKSPACES = 4
/** So many until code that ran for the first time runs at its speed. */
const QUESTIONS = 12

/**
 * Opens for a server that has just started what the first question would wait for: the indexes of production of the
 * workspaces that asked last, their modules, the embedding, the tokenizer and the code itself. Composes what was asked
 * last, behind what somebody waits for; nothing is stored, no model that may keep it waiting is asked, and it never
 * rejects. A server that stops takes its database away from what is under way: nothing is wrong then.
 */
export async function composeAtStart(stopping: AbortSignal): Promise<void> {
  const tell = (workspaceId: string | null, error: unknown) => {
    if (!stopping.aborted) log('error', 'a workspace was not opened ahead', { workspaceId }, error)
  }
  const latest = await findLatest().catch((error: unknown) => {
    tell(null, error)
    return []
  })
  for (const workspaceId of latest) {
    await openWorkspace(workspaceId, stopping).catch((error: unknown) => tell(workspaceId, error))
  }
}

/** The workspaces that composed last, and some that never did. */
async function findLatest(): Promise<string[]> {
  const rows = await queryPrepared<{ workspaceId: string }>(
    `SELECT w."workspaceId" FROM "WorkspaceState" w
     LEFT JOIN LATERAL (
       SELECT c."createdAt" FROM "Composition" c WHERE c."workspaceId" = w."workspaceId"
       ORDER BY c."createdAt" DESC LIMIT 1
     ) c ON true
     ORDER BY c."createdAt" DESC NULLS LAST, w."workspaceId" LIMIT $1`,
    [WORKSPACES],
  )
  return rows.map(({ workspaceId }) => workspaceId)
}

/** The same for one workspace; rejects. */
export async function openWorkspace(workspaceId: string, stopping?: AbortSignal): Promise<void> {
  if (stopping?.aborted) return
  const [first, ...others] = await findQuestions(workspaceId)
  if (!first) return
  await giveWay()
  const { embeddingModel } = await compose(workspaceId, first)
  const scope = releaseOf(workspaceId)
  // a large release is searched in the database until its chunks are in memory
  await settleReleaseIndex({ ...scope, embeddingModel })
  await settleModules(scope)
  for (const question of others) {
    if (stopping?.aborted) return
    await giveWay()
    await compose(workspaceId, question)
  }
}

type Question = { query: string; model: string }

/** What was asked last; where that is too little, names of modules. */
function findQuestions(workspaceId: string): Promise<Question[]> {
  return queryPrepared<Question>(
    `(SELECT "query", "model" FROM "Composition" WHERE "workspaceId" = $1 ORDER BY "createdAt" DESC LIMIT $2)
     UNION ALL (SELECT "name", $3 FROM "ModuleVersion" WHERE "workspaceId" = $1 LIMIT $2)
     LIMIT $2`,
    [workspaceId, QUESTIONS, OFFLINE_MODEL_ID],
  )
}

async function compose(workspaceId: string, { query, model }: Question): Promise<{ embeddingModel: string }> {
  const actor: Actor = { kind: 'system', workspaceId, name: 'start' }
  const { request } = await resolveRequest(actor, { query, model })
  const { composed, keep } = await composeCached(request, { isByWords: true, giveWay })
  const { prepared, trace } = composed
  await packDetail({ prepared: toStoredPrepared(prepared, true), trace })
  const { revision } = await readRequestState(workspaceId)
  keep({ revision, detailId: request.id })
  return { embeddingModel: (await openEmbedding(workspaceId, request.revision)).indexId }
}
