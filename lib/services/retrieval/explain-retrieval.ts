import { explainRetrievalSchema, retrievalSchema } from '@/lib/schemas/contexts/retrieval'
import { createEnginePorts } from '@/lib/services/compose/engine/engine-ports'
import { runRetrieve } from '@/lib/services/compose/engine/run-engine'
import { resolveRequest } from '@/lib/services/compose/request/resolve-request'
import { watchLeftOut } from '@/lib/services/search/results/left-out'
import { verb } from '@/lib/services/verb'
import { toRetrievalCandidate } from './candidates/to-retrieval-candidate'

/**
 * What retrieval finds for a query, stage by stage, under the policy or under settings that are only tried out. Nothing
 * is stored, and no module counts as chosen.
 */
export const explainRetrieval = verb({
  name: 'explainRetrieval',
  scope: 'read',
  effect: 'read',
  input: explainRetrievalSchema,
  output: retrievalSchema,
  run: async ({ actor }, { settings, ...options }) => {
    const { request: resolved } = await resolveRequest(actor, options)
    const request = settings ? { ...resolved, policy: { ...resolved.policy, settings } } : resolved
    const ports = await createEnginePorts(request)
    const { retrieval, nameLeftOut } = watchLeftOut(ports.retrieval)
    const prepared = await runRetrieve(request, { ...ports, retrieval })
    const { analysis, steps, filters, warnings } = prepared
    return {
      revision: request.revision,
      releaseId: request.releaseId,
      policy: { id: request.policy.id, version: request.policy.version },
      analysis,
      terms: prepared.terms ?? [],
      steps,
      weights: request.policy.settings.rerank.weights,
      filters,
      candidates: prepared.candidates.map(toRetrievalCandidate),
      leftOut: await nameLeftOut(prepared.candidates.map(({ module }) => module.moduleId)),
      warnings,
    }
  },
})
