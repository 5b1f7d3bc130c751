import { getPreparedSchema, preparedContextSchema } from '@/lib/schemas/contexts/prepared-context'
import { verb } from '@/lib/services/verb'
import { createEnginePorts } from './engine/engine-ports'
import { runRetrieve } from './engine/run-engine'
import { requestAgain } from './request/request-again'
import { replay } from './run/replay'

/**
 * What the engine's second half needs to assemble the composition, also with other sizes, or its question on another release.
 * @throws AppError NOT_FOUND
 */
export const getPrepared = verb({
  name: 'getPrepared',
  scope: 'read',
  effect: 'read',
  input: getPreparedSchema,
  output: preparedContextSchema,
  run: async ({ actor }, { id, release }) => {
    const { prepared, summary } = await replay(actor, id)
    if (release === undefined || release === prepared.request.releaseId) return prepared
    const request = await requestAgain(prepared.request, { id, isNow: true, pins: null, excludes: null, release })
    const { conversationId } = summary
    return runRetrieve(request, await createEnginePorts(request, { conversationId }))
  },
})
