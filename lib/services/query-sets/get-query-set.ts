import { releaseOf } from '@/lib/db/release'
import { querySetInSchema, querySetSchema } from '@/lib/schemas/query-set'
import { verb } from '@/lib/services/verb'
import { requireSetIn } from './rows/stored-set'

/** @throws AppError NOT_FOUND */
export const getQuerySet = verb({
  name: 'getQuerySet',
  scope: 'read',
  effect: 'read',
  input: querySetInSchema,
  output: querySetSchema,
  run: async ({ workspaceId }, { id, release }) =>
    requireSetIn(workspaceId, id, releaseOf(workspaceId, release).releaseId),
})
