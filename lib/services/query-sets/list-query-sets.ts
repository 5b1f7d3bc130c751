import { releaseOf } from '@/lib/db/releases/release'
import { listQuerySetsSchema, querySetListSchema } from '@/lib/schemas/query-sets/query-set'
import { verb } from '@/lib/services/verb'
import { listSetsIn } from './rows/stored-set'

/** By name, each with its latest run in a release, production when none is named. @throws AppError NOT_FOUND */
export const listQuerySets = verb({
  name: 'listQuerySets',
  scope: 'read',
  effect: 'read',
  input: listQuerySetsSchema,
  output: querySetListSchema,
  run: async ({ workspaceId }, { release }) => ({
    items: await listSetsIn(workspaceId, releaseOf(workspaceId, release).releaseId),
  }),
})
