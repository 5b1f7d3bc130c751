import { releaseOf } from '@/lib/db/releases/release'
import { namedQuerySetSchema, querySetInSchema } from '@/lib/schemas/query-sets/query-set'
import { verb } from '@/lib/services/verb'
import { readModuleNames } from './rows/read-module-names'
import { requireSetIn } from './rows/stored-set'

/** @throws AppError NOT_FOUND */
export const getQuerySet = verb({
  name: 'getQuerySet',
  scope: 'read',
  effect: 'read',
  input: querySetInSchema,
  output: namedQuerySetSchema,
  run: async ({ workspaceId }, { id, release }) => {
    const { releaseId } = releaseOf(workspaceId, release)
    const set = await requireSetIn(workspaceId, id, releaseId)
    return { ...set, moduleNames: await readModuleNames(workspaceId, releaseId, set.queries) }
  },
})
