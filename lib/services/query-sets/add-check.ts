import { AppError } from '@/lib/errors'
import { LIMITS } from '@/lib/schemas/limits'
import { addCheckSchema, type CheckedQuery, nameLabel, queriesSchema, querySetSchema } from '@/lib/schemas/query-set'
import { parseInput } from '@/lib/services/parse-input'
import { verb } from '@/lib/services/verb'
import { changeQuerySet } from './edits/change-query-set'
import { prepareQueries } from './edits/prepare-queries'
import { requireQuerySet } from './rows/stored-set'

/**
 * Adds checks and labels to the query of a set that has the same text and settings, or as a new query. A check or label
 * that is there already is not added twice. @throws AppError NOT_FOUND, LIMIT_EXCEEDED, CONFLICT
 */
export const addCheck = verb({
  name: 'addCheck',
  scope: 'write',
  effect: 'write',
  input: addCheckSchema,
  output: querySetSchema,
  run: async ({ actor, workspaceId }, { id, query }) => {
    const { queries, revision } = await requireQuerySet(workspaceId, id)
    const same = queries.find((each) => askedAs(each) === askedAs(query))
    if (!same && queries.length >= LIMITS.queriesPerSet) {
      const limit = LIMITS.queriesPerSet
      throw new AppError('LIMIT_EXCEEDED', `A query set has at most ${limit} queries: choose another one.`, { limit })
    }
    const merged = same ? queries.map((each) => (each === same ? merge(each, query) : each)) : [...queries, query]
    return changeQuerySet(actor, { id, revision }, prepareQueries(parseInput(queriesSchema, merged)))
  },
})

type Asked = Omit<CheckedQuery, 'id'> & { id?: string | undefined }

/** Everything that decides which context a query gets. */
function askedAs({ id: _, labels: __, checks: ___, text, ...settings }: Asked): string {
  return JSON.stringify([text.trim(), Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1))])
}

function merge(query: CheckedQuery, { checks, labels }: Asked): CheckedQuery {
  const known = new Set(query.checks.map((check) => JSON.stringify(check)))
  const labelled = new Set(query.labels.map(nameLabel))
  return {
    ...query,
    checks: [...query.checks, ...checks.filter((check) => !known.has(JSON.stringify(check)))],
    labels: [...query.labels, ...labels.filter((label) => !labelled.has(nameLabel(label)))],
  }
}
