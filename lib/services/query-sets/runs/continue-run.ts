import { databasePool, prisma } from '@/lib/db/client'
import { LIMITS } from '@/lib/schemas/limits'
import type { QueryResultDto, RunSummaryDto } from '@/lib/schemas/query-sets/check-run'
import type { Actor } from '@/lib/services/actor'
import { checkQuery } from '@/lib/services/query-sets/checks/check-query'
import { loadCheckedState } from '@/lib/services/query-sets/checks/checked-state'
import {
  findRunSummary,
  OF_KNOWN_SET,
  parseResults,
  RUN_SELECT,
  runNotFound,
} from '@/lib/services/query-sets/rows/stored-run'
import { parseQueries } from '@/lib/services/query-sets/rows/stored-set'
import { readRevision, tryToReadRevision } from '@/lib/services/workspaces/state/read-revision'
import { countOutcomes, meanMetrics } from './count-outcomes'
import { reasonToEnd } from './reason-to-end'

const CHANGED = 'The library kept changing while the checks ran. Run them again when nobody is editing.'

/**
 * Goes on with a run for `LIMITS.checkSliceMs`, one query after the other. A run that has ended stays as it is. If the
 * library has changed since the run began, the run begins anew, so that all its results are of one state. A run that cannot
 * go on ends as failed.
 * @throws AppError NOT_FOUND, UNAVAILABLE
 */
export async function continueRun(actor: Actor, id: string): Promise<RunSummaryDto> {
  const { workspaceId } = actor
  const run = await findRun(workspaceId, id)
  if (run.status !== 'running') return findRunSummary(workspaceId, id)
  const began = await tryToReadRevision(workspaceId, run.releaseId)
  if (typeof began !== 'number') {
    await endRun(workspaceId, id, { status: 'failed', error: began.message })
    return findRunSummary(workspaceId, id)
  }
  try {
    await workOn(actor, run, began)
  } catch (error) {
    await endRun(workspaceId, id, { status: 'failed', error: reasonToEnd(id, error) })
  }
  return findRunSummary(workspaceId, id)
}

async function workOn(actor: Actor, run: Run, began: number): Promise<void> {
  const { workspaceId } = actor
  const queries = parseQueries(run.queries)
  const state = await loadCheckedState(workspaceId, { ...run, queries })
  const start = performance.now()
  const results: QueryResultDto[] = []
  let isSameState = began === run.revision
  for (const query of queries.slice(run.done)) {
    if (!isSameState || (results.length > 0 && performance.now() - start > LIMITS.checkSliceMs)) break
    const { result, revision } = await checkQuery(actor, query, state)
    isSameState = revision === undefined || revision === run.revision
    results.push(result)
  }
  isSameState &&= (await readRevision(workspaceId, run.releaseId)) === run.revision
  if (isSameState) await addResults(workspaceId, run, results)
  else await beginAnew(workspaceId, run)
}

type Run = Awaited<ReturnType<typeof findRun>>

async function findRun(workspaceId: string, id: string) {
  const run = await prisma.checkRun.findFirst({
    where: { workspaceId, id, ...OF_KNOWN_SET },
    select: { ...RUN_SELECT, queries: true, restarts: true },
  })
  if (!run) throw runNotFound(id)
  return run
}

/** Stores nothing if another request went on with the run meanwhile, or somebody cancelled it. */
async function addResults(workspaceId: string, run: Run, results: QueryResultDto[]): Promise<void> {
  const { held, failed, skipped, broken } = countOutcomes(results)
  const done = run.done + results.length
  const { rowCount } = await databasePool().query(
    `UPDATE "CheckRun" SET "results" = "results" || $1::jsonb, "done" = $2, "held" = "held" + $3,
       "failed" = "failed" + $4, "skipped" = "skipped" + $5, "broken" = "broken" + $6
     WHERE "workspaceId" = $7 AND "id" = $8 AND "status" = 'running' AND "done" = $9 AND "restarts" = $10`,
    [JSON.stringify(results), done, held, failed, skipped, broken, workspaceId, run.id, run.done, run.restarts],
  )
  if (rowCount === 0 || done < run.total) return
  const row = await prisma.checkRun.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: run.id } },
    select: { results: true },
  })
  const metrics = meanMetrics(parseResults(row.results))
  await endRun(workspaceId, run.id, { status: 'done', ...(metrics ? { metrics } : {}) })
}

async function beginAnew(workspaceId: string, run: Run): Promise<void> {
  if (run.restarts >= LIMITS.checkRestarts) {
    await endRun(workspaceId, run.id, { status: 'failed', error: CHANGED })
    return
  }
  const revision = await readRevision(workspaceId, run.releaseId)
  await prisma.checkRun.updateMany({
    where: { workspaceId, id: run.id, status: 'running', done: run.done, restarts: run.restarts },
    data: {
      ...{ revision, done: 0, held: 0, failed: 0, skipped: 0, broken: 0, results: [] },
      restarts: { increment: 1 },
    },
  })
}

type Ended = {
  status: 'done' | 'failed' | 'cancelled'
  error?: string
  metrics?: NonNullable<RunSummaryDto['metrics']>
}

/** Ends a run that is running. Its queries are dropped: the results name them. @returns whether it was running */
export async function endRun(workspaceId: string, id: string, ended: Ended): Promise<boolean> {
  const { count } = await prisma.checkRun.updateMany({
    where: { workspaceId, id, status: 'running' },
    data: { ...ended, queries: [], finishedAt: new Date() },
  })
  return count > 0
}
