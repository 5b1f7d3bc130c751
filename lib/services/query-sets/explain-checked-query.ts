import { releaseOf } from '@/lib/db/releases/release'
import { AppError } from '@/lib/errors'
import { explainCheckedQuerySchema, explainedQuerySchema } from '@/lib/schemas/query-sets/check-run'
import { verb } from '@/lib/services/verb'
import { readRevision } from '@/lib/services/workspaces/state/read-revision'
import { checkQuery } from './checks/check-query'
import { loadCheckedState } from './checks/checked-state'
import { requireQuery, requireSetIn } from './rows/stored-set'

/**
 * Composes a query of a set once more, as a run does, with its whole trace. Nothing is stored.
 * @throws AppError NOT_FOUND; VALIDATION when it cannot be composed
 */
export const explainCheckedQuery = verb({
  name: 'explainCheckedQuery',
  scope: 'compose',
  effect: 'read',
  input: explainCheckedQuerySchema,
  output: explainedQuerySchema,
  run: async ({ actor, workspaceId }, { id, queryId, release }) => {
    const { releaseId } = releaseOf(workspaceId, release)
    const { queries } = await requireSetIn(workspaceId, id, releaseId)
    const query = requireQuery(queries, queryId)
    const revision = await readRevision(workspaceId, releaseId)
    const state = await loadCheckedState(workspaceId, { querySetId: id, releaseId, revision, queries: [query] })
    const { result, composed } = await checkQuery(actor, query, state)
    if (!composed) {
      throw new AppError('VALIDATION', result.error ?? result.outcomes[0]?.because ?? 'This query cannot be composed.')
    }
    const { messages, text, usage, trace } = composed
    return { revision, result, messages, text, usage, trace }
  },
})
