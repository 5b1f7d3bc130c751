import { releaseOf } from '@/lib/db/release'
import { getQuerySetSchema, querySetSchema } from '@/lib/schemas/query-set'
import { verb } from '@/lib/services/verb'
import { requireQuerySet, requireSetIn } from './rows/stored-set'

/** @throws AppError NOT_FOUND */
export const getQuerySet = verb({
  name: 'getQuerySet',
  scope: 'read',
  effect: 'read',
  input: getQuerySetSchema,
  output: querySetSchema,
  run: async ({ workspaceId }, { id, release }) =>
    release === undefined
      ? requireQuerySet(workspaceId, id)
      : requireSetIn(workspaceId, id, releaseOf(workspaceId, release).releaseId),
})
