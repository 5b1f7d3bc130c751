import { AppError } from '@/lib/errors'
import { LIMITS } from '@/lib/schemas/limits'
import { addQuery } from '@/lib/schemas/query-sets/add-query'
import { describeCheck } from '@/lib/schemas/query-sets/describe-check'
import { addCheckSchema, type CheckedQuery, queriesSchema, querySetSchema } from '@/lib/schemas/query-sets/query-set'
import { refuseCheck } from '@/lib/schemas/query-sets/refuse-check'
import { parseInput } from '@/lib/services/parse-input'
import { verb } from '@/lib/services/verb'
import { changeQuerySet } from './edits/change-query-set'
import { prepareQueries } from './edits/prepare-queries'
import { requireQuerySet } from './rows/stored-set'

/**
 * Adds checks and labels to the query of a set that has the same text and settings, or as a new query. A check or label
 * that is there already is not added twice.
 * @throws AppError NOT_FOUND, LIMIT_EXCEEDED, CONFLICT; VALIDATION where the set keeps a check that is refused by now
 */
export const addCheck = verb({
  name: 'addCheck',
  scope: 'write',
  effect: 'write',
  input: addCheckSchema,
  output: querySetSchema,
  run: async ({ actor, workspaceId }, { id, query }) => {
    const { name, queries, revision } = await requireQuerySet(workspaceId, id)
    requireSound(name, queries)
    const merged = addQuery(queries, query)
    if (merged.length > LIMITS.queriesPerSet) {
      const limit = LIMITS.queriesPerSet
      throw new AppError('LIMIT_EXCEEDED', `A query set has at most ${limit} queries: choose another one.`, { limit })
    }
    return changeQuerySet(actor, { id, revision }, prepareQueries(parseInput(queriesSchema, merged)))
  },
})

/** A set may keep a check from before it was refused. @throws AppError VALIDATION that names the first, and what to do */
function requireSound(name: string, queries: CheckedQuery[]): void {
  for (const { id, checks, ...query } of queries) {
    for (const check of checks) {
      const why = refuseCheck(check, query)
      if (!why) continue
      const message = `Nothing was added: “${name}” keeps a check that is refused by now, “${describeCheck(check)}” of the query “${query.text}” (${id}). ${why} Change or remove that check first.`
      throw new AppError('VALIDATION', message, { fields: { id: why } })
    }
  }
}
