import { prisma } from '@/lib/db/client'
import { oneOf } from '@/lib/db/one-of'
import {
  changeChecksSchema,
  type FailingCheckDto,
  type ChangeCheckSetDto as Item,
} from '@/lib/schemas/changes/change-checks'
import { changeRefSchema } from '@/lib/schemas/changes/change-inputs'
import { keptSetSchema, SET_EDIT_KINDS } from '@/lib/schemas/changes/change-query-set'
import type { QueryResultDto } from '@/lib/schemas/query-sets/check-run'
import { readModuleNames } from '@/lib/services/query-sets/rows/read-module-names'
import { parseResults, RUN_SELECT, toRunSummary } from '@/lib/services/query-sets/rows/stored-run'
import { verb } from '@/lib/services/verb'
import { readRevision } from '@/lib/services/workspaces/state/read-revision'
import { hasEnded, requireChange } from './reading/find-change-request'

/**
 * What the latest runs of each query set say of an open change request, beside what they say of its target. Nothing is run.
 * @throws AppError NOT_FOUND; CONFLICT for a request that has ended
 */
export const getChangeChecks = verb({
  name: 'getChangeChecks',
  scope: 'read',
  effect: 'read',
  input: changeRefSchema,
  output: changeChecksSchema,
  run: async ({ workspaceId }, { number }) => {
    const { releaseId, status, target } = await requireChange(workspaceId, number)
    if (releaseId === null) throw hasEnded(number, status)
    const { id: published } = target
    const [revision, productionRevision] = await Promise.all([
      readRevision(workspaceId, releaseId),
      readRevision(workspaceId, published),
    ])
    const changed = await prisma.changeRequestQuerySet.findMany({
      where: { workspaceId, number },
      select: { querySetId: true, kind: true, version: true, wanted: true },
    })
    const edits = new Map(
      changed.map(({ querySetId, kind, version, wanted }) => [
        querySetId,
        { kind: oneOf(SET_EDIT_KINDS, kind), version, ...keptSetSchema.parse(wanted) },
      ]),
    )
    const created = changed.filter(({ kind }) => kind === 'create').map(({ querySetId }) => querySetId)
    const sets = await prisma.querySet.findMany({
      where: { workspaceId, OR: [{ deletedAt: null }, { id: { in: created } }] },
      select: { id: true, name: true, isRequired: true, queryCount: true, revision: true, deletedAt: true },
    })
    const findRun = (querySetId: string, at: { releaseId: string; revision?: number; setRevision?: number }) =>
      prisma.checkRun.findFirst({
        where: { workspaceId, querySetId, status: 'done', ...at },
        orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
        select: { ...RUN_SELECT, results: true },
      })
    const checked: QueryResultDto[] = []
    const items = await Promise.all(
      sets.map(async ({ id, queryCount, revision: setRevision, deletedAt, ...set }) => {
        const edit = edits.get(id)
        // one that is to be deleted is as it is until then
        const proposed = edit?.kind === 'delete' ? undefined : edit
        const wantedRevision = proposed?.version ?? setRevision
        const run = await findRun(id, { releaseId })
        const production = await findRun(id, { releaseId: published, revision: productionRevision, setRevision })
        // checks are told apart by their places, which another revision of the set may have moved
        const isSameSet = production !== null && run?.setRevision === setRevision
        const results = run ? parseResults(run.results) : []
        checked.push(...results)
        return {
          ...{ querySetId: id, edit: edit?.kind ?? null },
          name: deletedAt === null ? set.name : (proposed?.name ?? set.name),
          // what a change makes required is held to before it is merged
          isRequired: (deletedAt === null && set.isRequired) || proposed?.isRequired === true,
          queries: proposed?.queries.length ?? queryCount,
          run: run ? toRunSummary(run) : null,
          isCurrent: run?.revision === revision && run.setRevision === wantedRevision,
          production: production ? toRunSummary(production) : null,
          failing: findFailing(results, isSameSet ? parseResults(production.results) : []),
          notComposed: results.flatMap(({ queryId, text, error }) =>
            error === undefined ? [] : [{ queryId, query: text, error }],
          ),
        }
      }),
    )
    const order = (x: Item, y: Item) =>
      Number(y.isRequired) - Number(x.isRequired) ||
      x.name.localeCompare(y.name, 'en') ||
      (x.querySetId < y.querySetId ? -1 : 1)
    const asked = checked.map(({ outcomes }) => ({ checks: outcomes.map(({ check }) => check), labels: [] }))
    const [before, after] = await Promise.all(
      [published, releaseId].map((id) => readModuleNames(workspaceId, id, asked)),
    )
    return {
      items: items.filter(({ queries }) => queries > 0).sort(order),
      moduleNames: { ...before, ...after },
    }
  },
})

/** Checks stand in the order of their query, in both runs. */
function findFailing(results: QueryResultDto[], production: QueryResultDto[]): FailingCheckDto[] {
  const before = new Map(production.map((result) => [result.queryId, result]))
  const failing = results.flatMap(({ queryId, text, outcomes }) =>
    outcomes.flatMap((outcome, check): FailingCheckDto[] => {
      if (outcome.status !== 'fails') return []
      const inProduction = before.get(queryId)?.outcomes[check]?.status ?? null
      return [{ queryId, query: text, check, outcome, inProduction }]
    }),
  )
  const isOld = ({ inProduction }: FailingCheckDto) => Number(inProduction === 'fails')
  return failing.sort((x, y) => isOld(x) - isOld(y))
}
