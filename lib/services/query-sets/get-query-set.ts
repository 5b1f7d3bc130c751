import { querySetRefSchema, querySetSchema } from '@/lib/schemas/query-set'
import { verb } from '@/lib/services/verb'
import { requireQuerySet } from './find-query-set'

/** @throws AppError NOT_FOUND */
export const getQuerySet = verb({
  name: 'getQuerySet',
  scope: 'read',
  effect: 'read',
  input: querySetRefSchema,
  output: querySetSchema,
  run: async ({ workspaceId }, { id }) => requireQuerySet(workspaceId, id),
})
