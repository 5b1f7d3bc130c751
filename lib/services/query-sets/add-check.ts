import { AppError } from '@/lib/errors'
import { addQuery } from '@/lib/schemas/add-query'
import { LIMITS } from '@/lib/schemas/limits'
import { addCheckSchema, queriesSchema, querySetSchema } from '@/lib/schemas/query-set'
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
    const merged = addQuery(queries, query)
    if (merged.length > LIMITS.queriesPerSet) {
      const limit = LIMITS.queriesPerSet
      throw new AppError('LIMIT_EXCEEDED', `A query set has at most ${limit} queries: choose another one.`, { limit })
    }
    return changeQuerySet(actor, { id, revision }, prepareQueries(parseInput(queriesSchema, merged)))
  },
})
