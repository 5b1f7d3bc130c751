import { databasePool, prisma } from '@/lib/db/client'
import { LIMITS } from '@/lib/schemas/limits'
import type { AblationSummaryDto } from '@/lib/schemas/query-sets/ablation'
import type { Actor } from '@/lib/services/actor'
import { loadCheckedState } from '@/lib/services/query-sets/checks/checked-state'
import { OF_KNOWN_SET } from '@/lib/services/query-sets/rows/stored-run'
import { parseQueries } from '@/lib/services/query-sets/rows/stored-set'
import { reasonToEnd } from '@/lib/services/query-sets/runs/reason-to-end'
import { readRevision, tryToReadRevision } from '@/lib/services/workspaces/state/read-revision'
import { composeBaseline, composeWithout } from './compose-without'
import { ablationNotFound, findAblationSummary } from './find-ablation-summary'
import { planAblation } from './plan-ablation'
import { ABLATION_SELECT, type AblationChange, type Baseline, parseBaselines } from './stored-ablation'

const CHANGED = 'The library kept changing meanwhile. Start again when nobody is editing.'

/**
 * Goes on with an ablation for a moment: contexts one after the other, others compose meanwhile. One that is not running
 * stays as it is. Where the library has changed since it began, it begins anew: all its results are of one state.
 * @throws AppError NOT_FOUND, UNAVAILABLE
 */
export async function continueAblating(actor: Actor, id: string): Promise<AblationSummaryDto> {
  const { workspaceId } = actor
  const ablation = await findAblation(workspaceId, id)
  if (ablation.status !== 'running') return findAblationSummary(workspaceId, id)
  const { releaseId, revision } = ablation
  const began = await tryToReadRevision(workspaceId, releaseId)
  if (typeof began !== 'number') {
    await endAblation(workspaceId, id, { status: 'failed', error: began.message })
    return findAblationSummary(workspaceId, id)
  }
  try {
    const part = began === revision ? await composePart(actor, ablation) : null
    const isSame = part !== null && (await readRevision(workspaceId, releaseId)) === revision
    if (isSame) await addPart(workspaceId, ablation, part)
    else await beginAnew(workspaceId, ablation)
  } catch (error) {
    await endAblation(workspaceId, id, { status: 'failed', error: reasonToEnd(id, error) })
  }
  return findAblationSummary(workspaceId, id)
}

type Ablation = Awaited<ReturnType<typeof findAblation>>
type Part = { baselines: Baseline[]; changes: AblationChange[]; done: number; total: number }

async function findAblation(workspaceId: string, id: string) {
  const row = await prisma.ablation.findFirst({
    where: { workspaceId, id, ...OF_KNOWN_SET },
    select: { ...ABLATION_SELECT, queries: true, baselines: true, restarts: true },
  })
  if (!row) throw ablationNotFound(id)
  return row
}

/** Null where the library has changed meanwhile. */
async function composePart(actor: Actor, ablation: Ablation): Promise<Part | null> {
  const { revision } = ablation
  const queries = parseQueries(ablation.queries)
  const state = await loadCheckedState(actor.workspaceId, { ...ablation, queries })
  const known = parseBaselines(ablation.baselines)
  const baselines: Baseline[] = []
  const changes: AblationChange[] = []
  const start = performance.now()
  const isOver = () => performance.now() - start > LIMITS.checkSliceMs
  const isOther = (read: number | undefined) => read !== undefined && read !== revision

  for (const query of queries.slice(known.length)) {
    if (baselines.length > 0 && isOver()) break
    const { baseline, revision: read } = await composeBaseline(actor, query, state)
    if (isOther(read)) return null
    baselines.push(baseline)
  }
  const all = [...known, ...baselines]
  let { done, total } = ablation
  done += baselines.length
  if (all.length < queries.length) return { baselines, changes, done, total }

  const { modules, pairs } = planAblation(all)
  total = queries.length + pairs.length
  while (done < total && !(isOver() && done > ablation.done)) {
    const { module, query } = pairs[done - queries.length]!
    const asked = { query: queries[query]!, moduleId: modules[module]!.moduleId, baseline: all[query]! }
    const { change, revision: read } = await composeWithout(actor, asked, state)
    if (isOther(read)) return null
    if (change) changes.push(change)
    done++
  }
  return { baselines, changes, done, total }
}

/** Nothing where another request has gone on with it meanwhile, or somebody cancelled it. */
async function addPart(workspaceId: string, ablation: Ablation, part: Part): Promise<void> {
  const { baselines, changes, done, total } = part
  const { rowCount } = await databasePool().query(
    `UPDATE "Ablation" SET "baselines" = "baselines" || $1::jsonb, "changes" = "changes" || $2::jsonb, "done" = $3,
       "total" = $4
     WHERE "workspaceId" = $5 AND "id" = $6 AND "status" = 'running' AND "done" = $7 AND "restarts" = $8`,
    [
      ...[JSON.stringify(baselines), JSON.stringify(changes), done, total],
      ...[workspaceId, ablation.id, ablation.done, ablation.restarts],
    ],
  )
  if (rowCount === 0 || done < total) return
  await endAblation(workspaceId, ablation.id, { status: 'done' })
}

async function beginAnew(workspaceId: string, { id, releaseId, done, restarts }: Ablation): Promise<void> {
  if (restarts >= LIMITS.checkRestarts) {
    await endAblation(workspaceId, id, { status: 'failed', error: CHANGED })
    return
  }
  const revision = await readRevision(workspaceId, releaseId)
  await prisma.ablation.updateMany({
    where: { workspaceId, id, status: 'running', done, restarts },
    data: { revision, done: 0, baselines: [], changes: [], restarts: { increment: 1 } },
  })
}

type Ended = { status: 'done' | 'failed' | 'cancelled'; error?: string }

/** Ends one that is running; its results tell what was asked. */
export async function endAblation(workspaceId: string, id: string, ended: Ended): Promise<void> {
  await prisma.ablation.updateMany({
    where: { workspaceId, id, status: 'running' },
    data: { ...ended, queries: [], finishedAt: new Date() },
  })
}
