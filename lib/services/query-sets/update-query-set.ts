import { querySetSchema, updateQuerySetList, updateQuerySetSchema } from '@/lib/schemas/query-sets/query-set'
import { verb } from '@/lib/services/verb'
import { changeQuerySet } from './edits/change-query-set'
import { prepareQueries } from './edits/prepare-queries'

/** @throws AppError NOT_FOUND; CONFLICT when it was changed meanwhile; VALIDATION for a check that says nothing. */
export const updateQuerySet = verb({
  name: 'updateQuerySet',
  scope: 'write',
  effect: 'write',
  input: updateQuerySetSchema,
  list: updateQuerySetList,
  output: querySetSchema,
  run: async ({ actor }, { id, revision, name, description, isRequired, queries }) =>
    changeQuerySet(
      actor,
      { id, revision },
      {
        ...(name === undefined ? {} : { name }),
        ...(description === undefined ? {} : { description }),
        ...(isRequired === undefined ? {} : { isRequired }),
        ...(queries === undefined ? {} : prepareQueries(queries)),
      },
    ),
})
